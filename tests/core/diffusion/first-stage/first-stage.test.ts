import { codeColour, codeImage } from '@core/diffusion/first-stage/code-image';
import {
  codeBits,
  entropyBits,
  imageBits,
  posteriorBits,
} from '@core/diffusion/first-stage/compression';
import {
  inverseScale,
  isIdentity,
  joinScales,
  scaleLatent,
  unscaleLatent,
} from '@core/diffusion/first-stage/latent-scale';
import { trainedSizeNote } from '@core/diffusion/first-stage/latent-size';
import {
  channelValues,
  histogram,
  statisticsOf,
} from '@core/diffusion/first-stage/latent-statistics';
import { codebookUse } from '@core/diffusion/first-stage/quantize';
import { floatTensor } from '@core/diffusion/tensor';
import type { CodesValue } from '@core/values';
import { describe, expect, it } from 'vitest';

const codes = (indices: readonly number[], dims: readonly number[]): CodesValue => ({
  kind: 'codes',
  indices: { type: 'int32', dims, data: Int32Array.from(indices) },
  codebook: 16,
});
const tensor = (values: readonly number[], dims: readonly number[]) =>
  floatTensor(Float32Array.from(values), dims);

describe('the scale of latents', () => {
  const scale = { factor: 1.5305, shift: 0.0609 };
  it('is (latent - shift) * factor, and back', () => {
    const latent = tensor([1, -2, 0.5], [1, 1, 1, 3]);
    const scaled = scaleLatent(latent, scale);
    expect(scaled.data[0]).toBeCloseTo((1 - 0.0609) * 1.5305, 6);
    unscaleLatent(scaled, scale).data.forEach((value, i) => {
      expect(value).toBeCloseTo(latent.data[i] ?? 0, 6);
    });
  });

  it('joined with its inverse is nothing', () => {
    expect(isIdentity(scale)).toBe(false);
    expect(isIdentity(joinScales(scale, inverseScale(scale)))).toBe(true);
    expect(isIdentity(joinScales(inverseScale(scale), scale))).toBe(true);
    const twice = joinScales(scale, scale);
    const latent = tensor([0.3], [1, 1, 1, 1]);
    const one = scaleLatent(latent, twice).data[0] ?? 0;
    expect(one).toBeCloseTo(scaleLatent(scaleLatent(latent, scale), scale).data[0] ?? 0, 6);
  });
});

describe('bits', () => {
  it('of a posterior are its KL divergence from the unit Gaussian', () => {
    // KL(N(1, 2) || N(0, 1)) = (1 + 2 - 1 - ln 2) / 2 nats; N(0, 1) itself has none.
    const mean = tensor([1, 0], [1, 2, 1, 1]);
    const logvar = tensor([Math.log(2), 0], [1, 2, 1, 1]);
    const bits = posteriorBits({ kind: 'moments', mean, logvar });
    expect(bits).toBeCloseTo((2 - Math.log(2)) / 2 / Math.LN2, 6);
    const batch = (t: typeof mean) => tensor([...t.data, ...t.data], [2, 2, 1, 1]);
    const both = { kind: 'moments', mean: batch(mean), logvar: batch(logvar) } as const;
    expect(posteriorBits(both)).toBeCloseTo(bits, 6);
  });

  it('of codes, and of a picture', () => {
    expect(codeBits(256, 1024)).toBe(2560);
    expect(imageBits(64, 64)).toBe(98304);
    // Two entries, one three times as often: 0.8113 bits a cell.
    expect(entropyBits(codes([5, 5, 5, 2], [1, 2, 2]))).toBeCloseTo(4 * 0.811278, 5);
  });
});

describe('codes', () => {
  it('tell how much of the codebook they use', () => {
    expect(codebookUse(codes([5, 5, 5, 2], [1, 2, 2]))).toMatchObject({ used: 2, share: 2 / 16 });
    expect(codebookUse(codes([1, 1], [1, 1, 2])).entropy).toBe(0);
  });

  it('become squares of one colour each, always the same one', () => {
    const { tensor: image } = codeImage(codes([3, 7, 7, 3], [1, 2, 2]));
    expect(image.dims).toEqual([1, 3, 256, 256]);
    const at = (x: number, y: number) =>
      [0, 1, 2].map((channel) => image.data[(channel * 256 + y) * 256 + x]);
    expect(at(0, 0)).toEqual(codeColour(3).map(Math.fround));
    expect(at(127, 127)).toEqual(at(0, 0));
    expect(at(128, 0)).toEqual(codeColour(7).map(Math.fround));
    expect(at(255, 255)).toEqual(at(0, 0));
  });

  it('have 1024 colours that are all different', () => {
    const seen = new Set(Array.from({ length: 1024 }, (_, i) => codeColour(i).join(' ')));
    expect(seen.size).toBe(1024);
  });
});

describe('statistics', () => {
  const latent = tensor([1, 2, 3, 4, 10, 10, 10, 10, 5, 6, 7, 8, 0, 0, 0, 0], [2, 2, 2, 2]);
  it('are those of one channel over the batch', () => {
    expect([...channelValues(latent, 0)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect([...channelValues(latent, 1, 1)]).toEqual([0, 0, 0, 0]);
    const { mean, std, min, max } = statisticsOf(channelValues(latent, 0));
    expect({ mean, min, max }).toEqual({ mean: 4.5, min: 1, max: 8 });
    expect(std).toBeCloseTo(2.2912878, 6); // numpy.std
  });

  it('fill a histogram of area 1, the ends included', () => {
    const { x, density } = histogram(channelValues(latent, 0), 1, 8);
    const width = (x[1] ?? 0) - (x[0] ?? 0);
    expect(density.reduce((sum, d) => sum + d * width, 0)).toBeCloseTo(1, 9);
    expect(density.at(-1)).toBeGreaterThan(0);
  });
});

it('trainedSizeNote speaks of other sizes only, in pixels where they are known', () => {
  expect(trainedSizeNote(16, { width: 16, height: 16, factor: 4 })).toBeUndefined();
  expect(trainedSizeNote(16, { width: 24, height: 16, factor: 4 })).toBe('trained at 64 px');
  expect(trainedSizeNote(16, { width: 24, height: 16 })).toBe('trained at 16 cells');
  expect(trainedSizeNote(undefined, { width: 24, height: 16 })).toBeUndefined();
});

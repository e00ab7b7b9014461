import { readFileSync } from 'node:fs';
import { floatTensor } from '@core/diffusion/tensor';
import { squaredDistances } from '@core/imaging/distance';
import { fitImage } from '@core/imaging/fit';
import { gaussianBlur } from '@core/imaging/gaussian-blur';
import { resize, resizeMethods } from '@core/imaging/resize';
import { expect, it } from 'vitest';
import { z } from 'zod';

const values = z.array(z.number());
/** By Pillow and SciPy; scripts/fixtures/imaging.py. */
const golden = z
  .object({
    plane: z.object({ width: z.number(), height: z.number(), values }),
    resized: z.array(
      z.object({ method: z.enum(resizeMethods), width: z.number(), height: z.number(), values }),
    ),
    blurred: z.array(z.object({ sigma: z.number(), values })),
    distances: z.object({ width: z.number(), height: z.number(), set: values, values }),
  })
  .parse(JSON.parse(readFileSync('tests/golden/imaging.json', 'utf8')));
const { plane } = golden;
const tensor = floatTensor(Float32Array.from(plane.values), [1, 1, plane.height, plane.width]);

function farthest(a: Float32Array, b: readonly number[]): number {
  expect(a.length).toBe(b.length);
  return Math.max(...b.map((value, i) => Math.abs(value - (a[i] ?? Number.NaN))));
}

it.each(golden.resized)('resizes as Pillow does: $method to $width × $height', (one) => {
  const { data, dims } = resize(tensor, one);
  expect(dims).toEqual([1, 1, one.height, one.width]);
  expect(farthest(data, one.values)).toBeLessThan(2e-6);
});

it.each(golden.blurred)('blurs as SciPy does: sigma $sigma', ({ sigma, values: expected }) => {
  expect(farthest(gaussianBlur(tensor, sigma).data, expected)).toBeLessThan(1e-6);
});

it('measures distances as SciPy does', () => {
  const { width, height, set, values: expected } = golden.distances;
  const dots = new Set(set);
  expect([...squaredDistances((i) => dots.has(i), width, height)]).toEqual(expected);
});

it('weighs area by exact shares where sizes do not divide', () => {
  const three = floatTensor(Float32Array.of(0, 3, 9), [1, 1, 1, 3]);
  // Pixels of 1.5: all of the first and half of the second, and the other way round.
  const { data } = resize(three, { width: 2, height: 1, method: 'area' });
  expect([...data]).toEqual([1, 7]);
});

it('treats every plane of every picture alone', () => {
  const twice = floatTensor(Float32Array.of(0, 1, 1, 0, 0.5, 0.5, 1, 1), [2, 2, 1, 2]);
  const { data, dims } = resize(twice, { width: 1, height: 1, method: 'area' });
  expect(dims).toEqual([2, 2, 1, 1]);
  expect([...data]).toEqual([0.5, 0.5, 0.5, 1]);
});

it('covers by cutting the middle out, and contains by white bars', () => {
  const wide = floatTensor(Float32Array.of(0, 0.25, 0.5, 0.75), [1, 1, 1, 4]);
  const square = { width: 2, height: 2, method: 'nearest' } as const;
  const cover = fitImage(wide, { width: 2, height: 1, method: 'nearest', fit: 'cover' });
  expect([...cover.data]).toEqual([0.25, 0.5]);
  const contain = fitImage(wide, { ...square, height: 3, fit: 'contain' });
  expect([...contain.data]).toEqual([1, 1, 0.25, 0.75, 1, 1]);
});

it('keeps overshooting kernels within 0..1', () => {
  const edge = floatTensor(Float32Array.of(0, 0, 1, 1), [1, 1, 1, 4]);
  const { data } = fitImage(edge, { width: 16, height: 1, method: 'lanczos', fit: 'stretch' });
  expect(Math.min(...data)).toBe(0);
  expect(Math.max(...data)).toBe(1);
});

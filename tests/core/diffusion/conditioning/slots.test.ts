import { areaAverage, maxPool } from '@core/diffusion/cells';
import { paintBoxes } from '@core/diffusion/conditioning/layout-map';
import { lowRes, presence } from '@core/diffusion/conditioning/low-res';
import {
  matchClasses,
  matchedByColour,
  semanticShares,
} from '@core/diffusion/conditioning/semantic-shares';
import { binary, greyOut, maskLike, maskSizeNote } from '@core/diffusion/masks';
import { floatTensor } from '@core/diffusion/tensor';
import type { SemanticClass, SemanticMapValue } from '@core/values';
import { describe, expect, it } from 'vitest';

const palette: SemanticClass[] = [
  { name: 'white', rgb: [255, 255, 255] },
  { name: 'red', rgb: [225, 50, 60] },
];
const image = (dims: readonly number[], of: (i: number) => number) =>
  floatTensor(
    Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, (_, i) => of(i)),
    dims,
  );

describe('a semantic map', () => {
  const map = (indices: number[], classes = palette): SemanticMapValue => ({
    kind: 'semantic-map',
    classes,
    indices: { type: 'uint8', dims: [1, 2, 4], data: Uint8Array.from(indices) },
  });

  it('becomes the share of each class in each cell', () => {
    const shares = semanticShares(map([0, 0, 1, 1, 0, 1, 1, 1]), palette, 2);
    expect(shares.dims).toEqual([1, 2, 1, 2]);
    expect([...shares.data]).toEqual([0.75, 0, 0.25, 1]);
  });

  it('is matched to the model’s palette by name, else by the nearest colour, which is told', () => {
    const classes: SemanticClass[] = [
      { name: 'Red', rgb: [0, 0, 0] },
      { name: 'rose', rgb: [220, 40, 70] },
      { name: 'paper', rgb: [250, 250, 240] },
    ];
    expect(matchClasses(classes, palette)).toEqual([1, 1, 0]);
    expect(matchedByColour(classes, palette)).toEqual(['rose → red', 'paper → white']);
    expect([...semanticShares(map([2, 2, 0, 1, 2, 2, 1, 0], classes), palette, 2).data]).toEqual([
      1, 0, 0, 1,
    ]);
  });

  it('is painted from boxes, later ones above', () => {
    const boxes = [
      { x: 0, y: 0, width: 0.5, height: 1, label: 'red' },
      { x: 0.25, y: 0, width: 0.25, height: 1, label: 'white' },
    ];
    const painted = paintBoxes(boxes, palette, 'white', { width: 4, height: 2 });
    expect([...painted.indices.data]).toEqual([1, 0, 0, 0, 1, 0, 0, 0]);
  });
});

describe('a blurred image', () => {
  it('is averaged by the factor and brought to -1..1', () => {
    const small = lowRes(
      image([1, 3, 2, 2], (i) => (i < 4 ? i / 3 : 1)),
      { sigma: 0, factor: 2, noiseLevel: 0, seed: 0 },
    );
    expect(small.dims).toEqual([1, 3, 1, 1]);
    expect([...small.data]).toEqual([0, 1, 1]);
    expect([...presence(small).data]).toEqual([1]);
  });

  it('gets noise of the level asked for, the same for a seed', () => {
    const grey = image([1, 3, 64, 64], () => 0.5);
    const noisy = (seed: number) =>
      lowRes(grey, { sigma: 0, factor: 1, noiseLevel: 0.2, seed }).data;
    const deviation = Math.sqrt(noisy(1).reduce((sum, x) => sum + x * x, 0) / noisy(1).length);
    expect(deviation).toBeCloseTo(0.2, 2);
    expect(noisy(1)).toEqual(noisy(1));
    expect(noisy(1)).not.toEqual(noisy(2));
  });
});

describe('a mask', () => {
  it('is max-pooled: a cell is repainted where any pixel is', () => {
    const one = image([1, 1, 4, 4], (i) => (i === 6 ? 1 : 0));
    expect([...maxPool(one, { width: 2, height: 2 }).data]).toEqual([0, 1, 0, 0]);
  });

  it('of another size covers what it covered', () => {
    const half = image([1, 1, 3, 3], (i) => (i % 3 === 0 ? 1 : 0));
    expect([...maxPool(half, { width: 2, height: 1 }).data]).toEqual([1, 0]);
    expect([...maxPool(half, { width: 6, height: 1 }).data]).toEqual([1, 1, 0, 0, 0, 0]);
  });

  it('is brought to the picture by the nearest pixel, which is told', () => {
    const small = image([1, 1, 1, 2], (i) => i);
    expect([
      ...maskLike(
        small,
        image([1, 3, 2, 4], () => 0),
      ).data,
    ]).toEqual([0, 0, 1, 1, 0, 0, 1, 1]);
    const [mask, picture] = [
      { width: 2, height: 1 },
      { width: 4, height: 2 },
    ];
    expect(maskSizeNote(mask, picture)).toContain('2 × 1 px, the picture 4 × 2 px');
    expect(maskSizeNote(picture, picture)).toBeUndefined();
  });

  it('leaves mid grey where it is 1, in all channels', () => {
    const mask = binary(image([1, 1, 1, 2], (i) => (i === 0 ? 0.5 : 0.49)));
    expect([
      ...greyOut(
        image([1, 3, 1, 2], () => 1),
        mask,
      ).data,
    ]).toEqual([0.5, 1, 0.5, 1, 0.5, 1]);
  });
});

it('areas are averaged by whole cells', () => {
  const columns = image([1, 1, 2, 4], (i) => i % 4);
  expect([...areaAverage(columns, 2).data]).toEqual([0.5, 2.5]);
});

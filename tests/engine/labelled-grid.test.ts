import { NodeFailure } from '@core/errors';
import type { ImageValue } from '@core/values';
import { expect, it } from 'vitest';
import { labelledGrid } from '../../src/main/engine/images/labelled-grid';
import { wrapText } from '../../src/main/engine/images/wrap-text';

const flat = (side: number, value: number): ImageValue => ({
  kind: 'image',
  tensor: {
    type: 'float32',
    dims: [1, 3, side, side],
    data: new Float32Array(3 * side * side).fill(value),
  },
});

/** Pixels of a row band whose red is darker than the ground. */
function ink({ tensor }: ImageValue, from: number, to: number): number {
  const width = tensor.dims[3] ?? 0;
  return tensor.data.slice(from * width, to * width).filter((value) => value < 0.8).length;
}

it('enlarges small pictures by whole numbers, pixel by pixel', async () => {
  const grid = await labelledGrid({ rows: [[{ image: flat(64, 0) }]] });
  expect(grid.tensor.dims).toEqual([1, 3, 128 + 48, 128 + 48]);
  expect(ink(grid, 24, 24 + 128)).toBeGreaterThanOrEqual(128 * 128);
});

it('draws labels, headings and a title with its own font', async () => {
  const cell = { image: flat(128, 1) };
  const bare = await labelledGrid({ rows: [[cell]] });
  const heads = { title: 'Title', columnLabels: ['Column'], rowLabels: ['Row'] };
  const full = await labelledGrid({ ...heads, rows: [[{ ...cell, label: 'Label' }]] });
  const [, , height = 0] = full.tensor.dims;
  expect(height).toBeGreaterThan((bare.tensor.dims[2] ?? 0) + 60);
  expect(ink(full, 24, 48)).toBeGreaterThan(50);
  expect(ink(full, height - 24 - 19, height - 24)).toBeGreaterThan(50);
});

it('leaves places empty, and shows pictures of several sizes', async () => {
  const grid = await labelledGrid({
    rows: [[{ image: flat(32, 0) }, null], [{ image: flat(16, 0) }]],
  });
  expect(grid.tensor.dims.slice(2)).toEqual([2 * 128 + 16 + 48, 2 * 128 + 16 + 48]);
});

it('refuses what no canvas can hold', async () => {
  const row = Array.from({ length: 120 }, () => ({ image: flat(1, 0) }));
  const failure = await labelledGrid({ rows: [row] }).catch((cause: unknown) => cause);
  expect(failure).toBeInstanceOf(NodeFailure);
});

it('breaks labels between words, cuts long words, and ends what is left in an ellipsis', () => {
  const measure = (text: string) => text.length;
  expect(wrapText('steps = 20 now', 10, 2, measure)).toEqual(['steps = 20', 'now']);
  expect(wrapText('abcdefghijkl', 5, 3, measure)).toEqual(['abcde', 'fghij', 'kl']);
  expect(wrapText('one two three four', 5, 2, measure)).toEqual(['one', 'two…']);
  expect(wrapText('', 5, 2, measure)).toEqual([]);
});

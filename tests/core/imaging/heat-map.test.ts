import { heatMap } from '@core/imaging/heat-map';
import { expect, it } from 'vitest';

const drawn = (range: readonly [number, number]) =>
  heatMap({ map: Float32Array.of(0, 1), rows: 1, columns: 2, range, width: 2, height: 1 });
const luminance = (data: Float32Array, pixel: number) =>
  0.299 * (data[pixel] ?? 0) + 0.587 * (data[2 + pixel] ?? 0) + 0.114 * (data[4 + pixel] ?? 0);

it('is dark where the map is least and light where it is most', () => {
  const { dims, data } = drawn([0, 1]);
  expect(dims).toEqual([1, 3, 1, 2]);
  expect(luminance(data, 0)).toBeLessThan(0.02);
  expect(luminance(data, 1)).toBeGreaterThan(0.9);
});

it('clips what lies outside of the range, and draws a flat map dark', () => {
  expect(drawn([0, 0.5]).data).toEqual(drawn([0, 1]).data);
  expect(luminance(drawn([1, 1]).data, 1)).toBeLessThan(0.02);
});

import { expect, it } from 'vitest';
import {
  blankRaster,
  fillFrom,
  invertRaster,
  isBlank,
  paintLine,
  type Raster,
} from '../../../src/renderer/widgets/paint/raster';

const black = [0, 0, 0, 255] as const;
const white = [255, 255, 255, 255] as const;
const shown = ({ width, height, data }: Raster) =>
  Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => (data[(y * width + x) * 4] ? 'x' : '.')).join(''),
  );

it('paints a round dot with hard edges', () => {
  const raster = blankRaster(5, 5, black);
  paintLine(raster, { x: 2.5, y: 2.5 }, { x: 2.5, y: 2.5 }, 4, white);
  expect(shown(raster)).toEqual(['..x..', '.xxx.', 'xxxxx', '.xxx.', '..x..']);
  expect(new Set(raster.data)).toEqual(new Set([0, 255]));
});

it('leaves no gap in a fast stroke with the thinnest brush', () => {
  const raster = blankRaster(8, 8, black);
  paintLine(raster, { x: 0.5, y: 0.5 }, { x: 7.5, y: 5.5 }, 1, white);
  const rows = shown(raster);
  for (let x = 0; x < 8; x++) expect(rows.some((row) => row[x] === 'x')).toBe(true);
});

it('paints what lies inside of a stroke that begins and ends outside', () => {
  const raster = blankRaster(3, 1, black);
  paintLine(raster, { x: -40, y: 0.5 }, { x: 50, y: 0.5 }, 1, white);
  expect(shown(raster)).toEqual(['xxx']);
});

it('fills what hangs together, not over corners', () => {
  const raster = blankRaster(4, 3, black);
  for (const [x, y] of [
    [1, 0],
    [0, 1],
    [2, 1],
    [1, 2],
  ] as const)
    raster.data.set(white, (y * 4 + x) * 4);
  fillFrom(raster, { x: 3.2, y: 2.9 }, white);
  expect(shown(raster)).toEqual(['.xxx', 'x.xx', '.xxx']);
  // Filling with the colour that is there must end.
  fillFrom(raster, { x: 3, y: 0 }, white);
  fillFrom(raster, { x: 9, y: 9 }, white);
  expect(shown(raster)).toEqual(['.xxx', 'x.xx', '.xxx']);
});

it('inverts colours and keeps alpha', () => {
  const raster = blankRaster(2, 1, black);
  expect(isBlank(raster, black)).toBe(true);
  invertRaster(raster);
  expect([...raster.data]).toEqual([...white, ...white]);
  expect(isBlank(raster, black)).toBe(false);
});

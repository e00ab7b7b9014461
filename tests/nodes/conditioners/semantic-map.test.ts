import { readFileSync } from 'node:fs';
import { defaultPalette } from '@core/imaging/palette';
import type { ImageValue } from '@core/values';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type NodeRunner, openRunner, portValue } from '../helpers/real-model';

let runner: NodeRunner;
beforeAll(async () => {
  runner = await openRunner();
});
afterAll(() => runner.close());

const house = `data:image/png;base64,${readFileSync('assets/images/painted-house.png').toString('base64')}`;
const classAt = (
  { indices }: { indices: { data: Uint8Array; dims: readonly number[] } },
  x: number,
  y: number,
) => defaultPalette[indices.data[y * (indices.dims[2] ?? 0) + x] ?? -1]?.name;

it("gives what is painted as the palette's classes, and the same as a picture", async () => {
  const outputs = await runner.run('semantic-map', {}, { painted: house });
  const map = portValue(outputs, 'semanticMap', 'semantic-map');
  expect(map.indices.dims).toEqual([1, 64, 64]);
  expect(classAt(map, 0, 0)).toBe('white');
  expect(classAt(map, 32, 20)).toBe('red');
  expect(classAt(map, 19, 39)).toBe('blue');
  expect(classAt(map, 30, 58)).toBe('green');
  const { data } = portValue(outputs, 'image', 'image').tensor;
  const at = 20 * 64 + 32;
  expect([0, 1, 2].map((c) => Math.round(255 * (data[c * 4096 + at] ?? 0)))).toEqual([225, 50, 60]);
});

it('takes the nearest colours of a picture, whatever its batch', async () => {
  const picture: ImageValue = {
    kind: 'image',
    tensor: {
      type: 'float32',
      dims: [2, 3, 1, 2],
      data: Float32Array.of(0.9, 0, 0.1, 0, 0, 0, /* second */ 0, 1, 0.5, 0.8, 0.2, 0.1),
    },
  };
  const outputs = await runner.run('semantic-map', { image: picture });
  const map = portValue(outputs, 'semanticMap', 'semantic-map');
  expect(map.indices.dims).toEqual([2, 1, 2]);
  expect([...map.indices.data].map((i) => defaultPalette[i]?.name)).toEqual([
    'red',
    'black',
    'green',
    'yellow',
  ]);
});

it('is the first class where nothing is painted', async () => {
  const outputs = await runner.run('semantic-map', {}, { width: 16, height: 8 });
  const { indices } = portValue(outputs, 'semanticMap', 'semantic-map');
  expect(indices.dims).toEqual([1, 8, 16]);
  expect(indices.data.every((index) => index === 0)).toBe(true);
});

it('paints over a picture where the paint is opaque, and leaves it where it is clear', async () => {
  // One red pixel on the left of two, the right one clear: by another encoder than the app's.
  const { PNG } = await import('pngjs');
  const paint = new PNG({ width: 2, height: 1 });
  paint.data = Buffer.from([225, 50, 60, 255, 0, 0, 0, 0]);
  const painted = `data:image/png;base64,${PNG.sync.write(paint).toString('base64')}`;
  const blue: ImageValue = {
    kind: 'image',
    tensor: {
      type: 'float32',
      dims: [1, 3, 1, 2],
      data: Float32Array.of(0.2, 0.2, 0.5, 0.5, 0.85, 0.85),
    },
  };
  const outputs = await runner.run('semantic-map', { image: blue }, { painted });
  const { indices } = portValue(outputs, 'semanticMap', 'semantic-map');
  expect([...indices.data].map((i) => defaultPalette[i]?.name)).toEqual(['red', 'blue']);
});

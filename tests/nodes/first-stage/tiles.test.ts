import type { Value } from '@core/values';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NodeRunner, openRunner, portValue } from '../helpers/real-model';

let runner: NodeRunner;
let autoencoder: Value | undefined;
/** 256 x 256: the bundled pictures side by side. */
let mosaic: Value;

beforeAll(async () => {
  runner = await openRunner();
  ({ autoencoder } = await runner.run('load-pipeline', {}));
  mosaic = await picturesInRows(4, 4);
}, 60_000);
afterAll(() => runner.close());

/** `[1, 3, 64 rows, 64 columns]` */
async function picturesInRows(rows: number, columns: number): Promise<Value> {
  const files = ['grinning-face', 'red-heart', 'taxi'];
  const tiles = await Promise.all(
    files.map(async (name) => {
      const loaded = await runner.run('load-image', {}, { file: `bundled:${name}.png` });
      return portValue(loaded, 'image', 'image').tensor.data;
    }),
  );
  const [width, height] = [64 * columns, 64 * rows];
  const data = new Float32Array(3 * width * height);
  data.forEach((_, i) => {
    const [x, y] = [i % width, Math.floor(i / width) % height];
    const channel = Math.floor(i / (width * height));
    const tile = tiles[(Math.floor(y / 64) * columns + Math.floor(x / 64)) % files.length];
    data[i] = tile?.[(channel * 64 + (y % 64)) * 64 + (x % 64)] ?? 0;
  });
  return { kind: 'image', tensor: { type: 'float32', dims: [1, 3, height, width], data } };
}

const encode = async (image: Value, params = {}) =>
  portValue(await runner.run('encode', { image, autoencoder }, params), 'latent', 'latent');
const decode = async (latent: Value, params = {}) =>
  portValue(await runner.run('decode', { latent, autoencoder }, params), 'image', 'image').tensor;

/** Mean absolute difference, 0..255. */
const difference = (a: { data: Float32Array }, b: { data: Float32Array }) =>
  (255 * a.data.reduce((sum, x, i) => sum + Math.abs(x - (b.data[i] ?? 0)), 0)) / a.data.length;

const tiles = { tile: 128, overlap: 32 };

describe('in tiles of 128 px, a picture of 256 px', { timeout: 60_000 }, () => {
  it('decodes to less than 1/255 from the whole', async () => {
    const latent = await encode(mosaic);
    const before = runner.runs();
    const tiled = await decode(latent, tiles);
    expect(runner.runs() - before).toBe(9);
    const apart = difference(tiled, await decode(latent));
    expect(apart).toBeLessThan(1);
    // Tiles that change nothing at all would not be tiles.
    expect(apart).toBeGreaterThan(0);
  });

  it('encodes to what decodes to less than 1/255 from the whole', async () => {
    const whole = await decode(await encode(mosaic));
    expect(difference(await decode(await encode(mosaic, tiles)), whole)).toBeLessThan(1);
  });

  it('samples from the same noise', async () => {
    const sample = { posterior: 'sample', seed: 4 };
    const whole = await decode(await encode(mosaic, sample));
    const tiled = await decode(await encode(mosaic, { ...sample, ...tiles }));
    expect(difference(tiled, whole)).toBeLessThan(1);
  });
});

it('a picture no larger than the tile is done at once, to the same bytes', async () => {
  const small = await picturesInRows(1, 2);
  const before = runner.runs();
  expect(await encode(small, { tile: 128 })).toEqual(await encode(small));
  expect(runner.runs() - before).toBe(2);
});

describe('tiles that cannot be cut', () => {
  it.each([
    [{ tile: 126, overlap: 32 }, /The tile is 126 px.*multiple of 4/],
    [{ tile: 128, overlap: 31 }, /The overlap is 31 px.*multiple of 4/],
    [{ tile: 64, overlap: 64 }, /cannot overlap by 64 px/],
  ])('are refused: %o', async (params, message) => {
    await expect(encode(mosaic, params)).rejects.toThrow(message);
  });
});

import { readFileSync } from 'node:fs';
import { NodeFailure } from '@core/errors';
import type { PortType } from '@core/ports/port-type';
import type { ImageValue, MaskValue, Value } from '@core/values';
import { catalog } from '@nodes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NodeRunner, openRunner, portValue } from '../helpers/real-model';

let runner: NodeRunner;
beforeAll(async () => {
  runner = await openRunner();
});
afterAll(() => runner.close());

const tensor = (dims: readonly number[], values: readonly number[]) =>
  ({ type: 'float32', dims, data: Float32Array.from(values) }) as const;
const image = (dims: readonly number[], values: readonly number[]): ImageValue => ({
  kind: 'image',
  tensor: tensor(dims, values),
});
/** Every pixel of every channel one value. */
const flat = (value: number, width: number, height: number, batch = 1): ImageValue =>
  image(
    [batch, 3, height, width],
    Array.from({ length: batch * 3 * width * height }, () => value),
  );
const mask = (dims: readonly number[], values: readonly number[]): MaskValue => ({
  kind: 'mask',
  tensor: tensor(dims, values),
});

function infer(
  type: string,
  wires: Record<string, PortType>,
  params: Record<string, unknown> = {},
) {
  const definition = catalog.get(type);
  if (!definition) throw new Error(`no node ${type}`);
  const defaults = Object.entries(definition.params).map(([key, spec]) => [key, spec.default]);
  const inputs = Object.keys(definition.inputs).map((port) => {
    const wire = wires[port];
    return [port, wire ? [wire] : []];
  });
  return definition.infer({
    inputs: Object.fromEntries(inputs),
    params: { ...Object.fromEntries(defaults), ...params },
    models: [],
  });
}

const runImage = async (
  type: string,
  inputs: Record<string, Value | readonly Value[] | undefined>,
  params?: Record<string, unknown>,
) => portValue(await runner.run(type, inputs, params), 'image', 'image').tensor;

const failure = async (run: Promise<unknown>) => {
  const cause = await run.catch((thrown: unknown) => thrown);
  if (!(cause instanceof NodeFailure)) throw new Error('it did not fail');
  return cause.error;
};

describe('resize', () => {
  const params = { by: 'scale', scale: 1.5, multiple: 4, method: 'area' };

  it('tells the size before it runs, and keeps it', async () => {
    const { outputs, notes } = infer(
      'resize',
      { image: { kind: 'image', width: 10, height: 7 } },
      params,
    );
    expect(outputs.image).toMatchObject({ width: 16, height: 12 });
    expect(notes?.image).toBe('becomes 16 × 12 px');
    const { dims, data } = await runImage('resize', { image: flat(0.5, 10, 7, 2) }, params);
    expect(dims).toEqual([2, 3, 12, 16]);
    expect(data.every((value) => value === 0.5)).toBe(true);
  });

  it('does not tell what it does not know', () => {
    expect(infer('resize', { image: { kind: 'image' } }, params).outputs.image).toEqual({
      kind: 'image',
      batch: undefined,
    });
  });

  it('refuses what would fill the memory, before it runs and then', async () => {
    const huge = { by: 'scale', scale: 64 };
    const wire = { kind: 'image', width: 200, height: 2 } as const;
    expect(infer('resize', { image: wire }, huge).problems?.[0]?.code).toBe('image-too-large');
    expect(await failure(runImage('resize', { image: flat(0, 200, 2) }, huge))).toMatchObject({
      code: 'image-too-large',
      message: 'The picture would be 12800 × 128 px; 8192 a side is the most.',
    });
  });
});

describe('crop', () => {
  it('gives what lies inside', async () => {
    const steps = Array.from({ length: 36 }, (_, i) => i / 36);
    const { data, dims } = await runImage(
      'crop',
      { image: image([1, 3, 3, 4], steps) },
      { x: 1, y: 1, width: 2, height: 1 },
    );
    expect(dims).toEqual([1, 3, 1, 2]);
    expect([...data]).toEqual([5, 6, 17, 18, 29, 30].map((i) => Math.fround(i / 36)));
  });

  it('says where the picture ends', async () => {
    const params = { x: 60, y: 0, width: 8, height: 8 };
    const wire = { kind: 'image', width: 64, height: 64 } as const;
    expect(infer('crop', { image: wire }, params).problems?.[0]?.code).toBe('crop-outside');
    expect((await failure(runImage('crop', { image: flat(0, 64, 64) }, params))).message).toBe(
      'The crop reaches to 68, 8; the picture ends at 64, 64 px.',
    );
  });
});

describe('composite', () => {
  it('mixes by mask and opacity, and repeats a batch of one', async () => {
    const { dims, data } = await runImage(
      'composite',
      {
        background: flat(0, 2, 1, 2),
        foreground: flat(1, 2, 1),
        mask: mask([1, 1, 1, 2], [1, 0.5]),
      },
      { opacity: 0.5 },
    );
    expect(dims).toEqual([2, 3, 1, 2]);
    expect([...data]).toEqual(Array.from({ length: 12 }, (_, i) => (i % 2 ? 0.25 : 0.5)));
  });

  it.each([
    ['multiply', 0.25 * 0.5],
    ['screen', 0.25 + 0.5 - 0.125],
    ['add', 0.75],
    ['difference', 0.25],
  ])('blends by %s', async (blend, expected) => {
    const { data } = await runImage(
      'composite',
      { background: flat(0.25, 1, 1), foreground: flat(0.5, 1, 1) },
      { blend },
    );
    expect([...data]).toEqual([expected, expected, expected]);
  });

  it('resizes to the background and says so', async () => {
    const small = { background: flat(0, 4, 4), foreground: flat(1, 2, 2) };
    expect((await runImage('composite', small)).dims).toEqual([1, 3, 4, 4]);
    const { notes } = infer('composite', {
      background: { kind: 'image', width: 4, height: 4 },
      foreground: { kind: 'image', width: 2, height: 2 },
    });
    expect(notes?.foreground).toBe('2 × 2 px, resized to 4 × 4');
  });

  it('refuses batches that do not go together', async () => {
    const wires = {
      background: { kind: 'image', batch: 2 },
      foreground: { kind: 'image', batch: 3 },
    } as const;
    expect(infer('composite', wires).problems?.[0]).toMatchObject({
      severity: 'error',
      code: 'batch-mismatch',
      port: 'foreground',
    });
    const run = runImage('composite', {
      background: flat(0, 1, 1, 2),
      foreground: flat(0, 1, 1, 3),
    });
    expect((await failure(run)).message).toBe(
      'Background has 2 pictures, Foreground has 3: batches must be equal, or one of them 1.',
    );
  });
});

describe('degrade', () => {
  const picture = image(
    [2, 3, 16, 16],
    Array.from({ length: 2 * 3 * 256 }, (_, i) => ((i * 37) % 256) / 255),
  );

  it('gives the same for the same seed, and another for another', async () => {
    const first = await runImage('degrade', { image: picture }, { seed: 4 });
    expect(first.dims).toEqual([2, 3, 16, 16]);
    expect(await runImage('degrade', { image: picture }, { seed: 4 })).toEqual(first);
    const other = await runImage('degrade', { image: picture, seed: { kind: 'seed', seed: 5 } });
    expect(other.data).not.toEqual(first.data);
  });

  it('does nothing when everything is left out', async () => {
    const none = { blur: 0, downscale: 1, noise: 0, quality: 100 };
    expect((await runImage('degrade', { image: picture }, none)).data).toEqual(picture.tensor.data);
  });

  it('shrinks when it is not brought back to size, and tells its order', async () => {
    const params = { order: 'fixed', restore: false, downscale: 3 };
    expect((await runImage('degrade', { image: picture }, params)).dims).toEqual([2, 3, 5, 5]);
    const wire = { kind: 'image', width: 16, height: 16 } as const;
    const { outputs, notes } = infer('degrade', { image: wire }, params);
    expect(outputs.image).toMatchObject({ width: 5, height: 5 });
    expect(notes?.image).toBe('blur → downscale → noise → JPEG');
  });

  it('adds noise of the given strength', async () => {
    const noisy = { order: 'fixed', blur: 0, downscale: 1, quality: 100, noise: 25.5 };
    const { data } = await runImage('degrade', { image: flat(0.5, 64, 64) }, noisy);
    const variance = data.reduce((sum, value) => sum + (value - 0.5) ** 2, 0) / data.length;
    expect(Math.sqrt(variance)).toBeCloseTo(0.1, 2);
  });
});

describe('grid', () => {
  it('gives every picture of every batch a place', async () => {
    const six = [flat(0, 64, 64, 2), flat(1, 64, 64), flat(0.5, 64, 64, 3)];
    const wide = await runImage('grid', { images: six });
    const tall = await runImage('grid', { images: six }, { columns: 1 });
    expect(wide.dims[3]).toBeGreaterThan(6 * 128);
    expect(tall.dims[2]).toBeGreaterThan(6 * 128);
    expect(tall.dims[3]).toBeLessThan(2 * 128);
  });

  it('warns of labels for no picture', () => {
    const wires = { images: { kind: 'image', batch: 2 } } as const;
    expect(infer('grid', wires, { labels: 'a\nb\nc\n' }).problems?.[0]?.message).toBe(
      'There are 3 labels for 2 pictures.',
    );
    expect(infer('grid', wires, { labels: 'a\nb\n\n' }).problems).toEqual([]);
  });
});

describe('masks', () => {
  const house = `data:image/png;base64,${readFileSync('assets/images/painted-house.png').toString('base64')}`;

  it('loads transparency as what to repaint: none of an opaque picture', async () => {
    const outputs = await runner.run('load-image', {}, { file: 'bundled:red-heart.png' });
    const { data, dims } = portValue(outputs, 'mask', 'mask').tensor;
    expect(dims).toEqual([1, 1, 64, 64]);
    expect(data.every((value) => value === 0)).toBe(true);
  });

  it('keeps everything where nothing is painted, and says so', async () => {
    const outputs = await runner.run('paint-mask', {}, { width: 16, height: 8 });
    const { data, dims } = portValue(outputs, 'mask', 'mask').tensor;
    expect(dims).toEqual([1, 1, 8, 16]);
    expect(data.every((value) => value === 0)).toBe(true);
    expect(infer('paint-mask', {}).problems?.[0]?.code).toBe('nothing-painted');
  });

  it("takes the wired picture's size and says that the paint is resized", async () => {
    const outputs = await runner.run('paint-mask', { image: flat(0, 32, 32) }, { painted: house });
    const { data, dims } = portValue(outputs, 'mask', 'mask').tensor;
    expect(dims).toEqual([1, 1, 32, 32]);
    // White around the house is 1, its blue window (60 of 255) is not.
    expect(data[0]).toBe(1);
    expect(data[19 * 32 + 9]).toBeCloseTo(60 / 255, 6);
    const wire = { kind: 'image', width: 32, height: 32 } as const;
    expect(infer('paint-mask', { image: wire }, { painted: house }).notes?.image).toBe(
      'painted at 64 × 64 px, resized to 32 × 32',
    );
  });

  it('makes a mask of a colour, and refuses one that is none', async () => {
    const picture = image([1, 3, 1, 2], [1, 0, 1, 0, 1, 0]);
    const outputs = await runner.run('mask-from-image', { image: picture }, { invert: true });
    expect([...portValue(outputs, 'mask', 'mask').tensor.data]).toEqual([0, 1]);
    const bad = { colour: 'reddish' };
    expect(infer('mask-from-image', {}, bad).problems?.[0]?.code).toBe('colour-unknown');
    expect(infer('mask-from-image', {}, { ...bad, by: 'luminance' }).problems).toEqual([]);
    const luminance = await runner.run(
      'mask-from-image',
      { image: picture },
      { ...bad, by: 'luminance' },
    );
    expect(portValue(luminance, 'mask', 'mask').tensor.data[0]).toBeCloseTo(1, 6);
  });
});

describe('blur', () => {
  it('keeps a flat picture, its size and batch as they are', async () => {
    const { dims, data } = await runImage('blur', { image: flat(0.25, 9, 5, 2) }, { sigma: 3 });
    expect(dims).toEqual([2, 3, 5, 9]);
    for (const value of data) expect(value).toBeCloseTo(0.25, 6);
  });
});

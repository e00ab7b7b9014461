import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { floatTensor } from '@core/diffusion/tensor';
import type { ModelManifest } from '@core/models/manifest';
import type { ConditioningValue, Value } from '@core/values';
import { catalog } from '@nodes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHashCache } from '../../../src/main/models/hash-cache';
import { readPipeline } from '../../../src/main/models/read-pipeline';
import { type NodeRunner, openRunner, portValue } from '../helpers/real-model';

// Models of a few kB that tell what conditioned them: scripts/fixtures/tiny_conditioned.py.
const folder = join(import.meta.dirname, '../../models');
const cache = mkdtempSync(join(tmpdir(), 'patchbay-tiny-'));
let runner: NodeRunner;
let adm: ModelManifest['parts'];
let vision: ModelManifest['parts'];

async function partsOf(name: string): Promise<ModelManifest['parts']> {
  const hashes = await openHashCache(join(cache, 'hashes.json'));
  const reading = await readPipeline(join(folder, name), { hashes, bundled: false });
  if (!reading.ok) throw new Error(reading.error[0]?.message);
  expect(reading.value.problems).toEqual([]);
  return reading.value.manifest.parts;
}

beforeAll(async () => {
  runner = await openRunner();
  adm = await partsOf('tiny-adm');
  vision = await partsOf('tiny-vision');
});
afterAll(async () => {
  await runner.close();
  rmSync(cache, { recursive: true, force: true });
});

type Parts = ModelManifest['parts'];
const model = (part: Parts[keyof Parts]): Value => {
  if (!part) throw new Error('the part is missing');
  return { kind: 'model', role: part.role, part, provider: 'cpu' } as Value;
};
const conditioningOf = (outputs: Record<string, Value>): ConditioningValue =>
  portValue(outputs, 'conditioning', 'conditioning');

/** What the U-Net adds to a latent of zeros. */
async function predicted(unet: Value, ...conditionings: (readonly Value[])[]): Promise<number[]> {
  const schedule = (
    await runner.run(
      'schedule',
      { defaults: { kind: 'schedule-defaults', config: runner.model.scheduler } },
      { steps: 2, sampler: 'ddim' },
    )
  ).schedule;
  if (schedule?.kind !== 'schedule') throw new Error('no schedule');
  const tensor = floatTensor(new Float32Array(4), [1, 1, 2, 2]);
  const outputs = await runner.fuse(
    'unet-step',
    conditionings.map((conditioning) => ({
      unet,
      latent: { kind: 'latent', content: 'noised', tensor },
      timestep: { kind: 'timestep', schedule: schedule.schedule, index: 0 },
      conditioning,
    })),
  );
  return outputs.map((o) => portValue(o, 'prediction', 'prediction').tensor.data[0] ?? Number.NaN);
}

describe('a class embedder that gives a vector (ADM)', () => {
  it('conditions a U-Net without cross-attention, beside a null that is its null label', async () => {
    const classEmbedder = model(adm.classEmbedder);
    const given = conditioningOf(
      await runner.run(
        'class-label',
        { classEmbedder },
        { style: 'none', category: 'none', label: 'dog' },
      ),
    );
    const none = conditioningOf(await runner.run('null-conditioning', { classEmbedder }));
    expect([given.segments, given.vector?.dims]).toEqual([[], [1, 3]]);
    expect(await predicted(model(adm.unet), [given], [none])).toEqual([2, 0]);
  });

  it('is refused by the bundled model before anything runs, with the reason', () => {
    const facts = catalog.get('unet-step')?.infer({
      inputs: {
        unet: [{ kind: 'model', role: 'unet', part: runner.model.parts.unet }],
        latent: [],
        timestep: [],
        conditioning: [
          { kind: 'conditioning', vectorWidth: 3, vectorSource: 'class', sources: [], slots: [] },
        ],
      },
      params: {},
      models: [],
    });
    expect(facts?.problems?.map(({ code }) => code)).toEqual(['no-vector', 'tokens-missing']);
  });

  it('is asked for by a U-Net that needs one', () => {
    const facts = catalog.get('unet-step')?.infer({
      inputs: {
        unet: [{ kind: 'model', role: 'unet', part: adm.unet }],
        latent: [],
        timestep: [],
        conditioning: [{ kind: 'conditioning', sources: [], slots: [] }],
      },
      params: {},
      models: [],
    });
    expect(facts?.problems?.map(({ code }) => code)).toEqual(['vector-missing']);
  });
});

describe('a text encoder with a pooled output', () => {
  it('gives tokens and the vector, and its null both', async () => {
    const textEncoder = model(vision.textEncoder);
    const text: Value = { kind: 'text', text: 'cat cat cat cat' };
    const given = conditioningOf(await runner.run('text-encoder', { text, textEncoder }));
    const none = conditioningOf(await runner.run('null-conditioning', { textEncoder }));
    expect([...(given.vector?.data ?? [])]).toEqual([30, 30, 30]);
    // Tokens and vector of "cat" are 30 each, of padding 0.
    expect(await predicted(model(vision.unet), [given], [none])).toEqual([60, 0]);
  });

  it('gives none where the U-Net of its pipeline takes none', () => {
    expect(vision.textEncoder?.pooledWidth).toBe(3);
    expect(runner.model.parts.textEncoder?.pooledWidth).toBeUndefined();
  });
});

describe('image tokens', () => {
  it('are normalised by the encoder’s mean and deviation; a vector an image is one token', async () => {
    const data = Float32Array.from({ length: 3 * 16 * 16 }, (_, i) => (i < 256 ? 0.75 : 1));
    const image: Value = { kind: 'image', tensor: floatTensor(data, [1, 3, 16, 16]) };
    const given = conditioningOf(
      await runner.run('image-tokens', { image, imageEncoder: model(vision.imageEncoder) }),
    );
    const [segment] = given.segments;
    expect(segment?.source).toBe('image');
    expect(segment?.tensor.dims).toEqual([1, 1, 6]);
    for (const [i, expected] of [1, 1, 0.5, 1, 1, 0.5].entries()) {
      expect(segment?.tensor.data[i]).toBeCloseTo(expected, 5);
    }
  });

  it('have zeros for their null, as many as there are', async () => {
    const imageEncoder = model(vision.imageEncoder);
    const none = conditioningOf(await runner.run('null-conditioning', { imageEncoder }));
    expect([...(none.nullFor?.image?.data ?? [1])]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe('a layout', () => {
  const boxes = [
    { x: 0.25, y: 0.5, width: 0.5, height: 0.25, label: 'dog' },
    { x: 0, y: 0, width: 1, height: 1, label: 'cat' },
  ];

  it('becomes a token a box by a layout encoder: label and corners', async () => {
    const given = conditioningOf(
      await runner.run('layout', { layoutEncoder: model(vision.layoutEncoder) }, { boxes }),
    );
    expect([...(given.segments[0]?.tensor.data ?? [])]).toEqual([
      2, 0.25, 0.5, 0.75, 0.75, 2, 1, 0, 0, 1, 1, 1,
    ]);
  });

  it('without one paints a map, and refuses the wire from its conditioning', async () => {
    const red = [{ x: 0, y: 0, width: 0.5, height: 1, label: 'red' }];
    const outputs = await runner.run(
      'layout',
      { unet: model(runner.model.parts.unet) },
      { boxes: red, width: 8, height: 8 },
    );
    expect(outputs.conditioning).toBeUndefined();
    const map = portValue(outputs, 'semanticMap', 'semantic-map');
    expect(map.classes[map.indices.data[0] ?? -1]?.name).toBe('red');
    expect(map.classes[map.indices.data[7] ?? -1]?.name).toBe('white');
  });

  it.each([
    [[], 'no-boxes'],
    [[{ x: 0, y: 0, width: 1, height: 1, label: 'unicorn' }], 'label-unknown'],
  ])('says before running what is wrong with %j', (wrong, code) => {
    const facts = catalog.get('layout')?.infer({
      inputs: {
        layoutEncoder: [{ kind: 'model', role: 'layout-encoder', part: vision.layoutEncoder }],
        unet: [],
      },
      params: { boxes: wrong, background: 'white', width: 64, height: 64 },
      models: [],
    });
    expect(facts?.problems?.map((problem) => problem.code)).toEqual([code]);
  });
});

import { floatTensor } from '@core/diffusion/tensor';
import { classesOf } from '@core/imaging/palette';
import { resize } from '@core/imaging/resize';
import type { ConditioningValue, FloatTensor, SemanticMapValue, Value } from '@core/values';
import { catalog } from '@nodes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NodeRunner, openRunner, portValue } from '../helpers/real-model';

// On the real model: what a slot means shows in the picture alone.
let runner: NodeRunner;
let parts: Record<string, Value>;
let none: Value;
let face: FloatTensor;

beforeAll(async () => {
  runner = await openRunner();
  parts = await runner.run('load-pipeline', {});
  const { textEncoder, classEmbedder } = parts;
  none = portValue(
    await runner.run('null-conditioning', { textEncoder, classEmbedder }, { spatial: 'drop' }),
    'conditioning',
    'conditioning',
  );
  face = await picture('grinning-face.png');
}, 60_000);
afterAll(() => runner.close());

const picture = async (name: string): Promise<FloatTensor> =>
  portValue(await runner.run('load-image', {}, { file: `bundled:${name}` }), 'image', 'image')
    .tensor;

interface Run {
  readonly conditioning: readonly Value[];
  readonly guidanceScale?: number;
  readonly kept?: { readonly mask: Value; readonly original: Value };
}

async function denoised({ conditioning, guidanceScale, kept }: Run) {
  const { unet, autoencoder } = parts;
  const { latent } = await runner.run('noise', { autoencoder }, { seed: 5 });
  const { schedule } = await runner.run(
    'schedule',
    { defaults: parts.schedule },
    { steps: 12, sampler: 'ddim' },
  );
  const guided = guidanceScale !== undefined && { nullConditioning: none };
  const inputs = { unet, latent, schedule, conditioning, ...guided };
  const outputs = await runner.run(
    'denoise',
    { ...inputs, ...(kept && { ...kept, noise: latent }) },
    { guidanceScale: guidanceScale ?? 1 },
  );
  return portValue(outputs, 'latent', 'latent');
}

async function decoded(latent: Value): Promise<FloatTensor> {
  const { autoencoder } = parts;
  return portValue(await runner.run('decode', { latent, autoencoder }), 'image', 'image').tensor;
}

const psnr = (a: FloatTensor, b: FloatTensor): number => {
  const squares = a.data.reduce((sum, x, i) => sum + (x - (b.data[i] ?? 0)) ** 2, 0);
  return -10 * Math.log10(squares / a.data.length);
};

/** A mask 64 × 64: 1 in the lower half, or above. */
const half = (lower: boolean): Value => ({
  kind: 'mask',
  tensor: floatTensor(
    Float32Array.from({ length: 4096 }, (_, i) => (i >= 2048 === lower ? 1 : 0)),
    [1, 1, 64, 64],
  ),
});

/** Mean difference per channel and pixel in the rows [from, to), 0..1. */
function difference(a: FloatTensor, b: FloatTensor, from: number, to: number): number {
  let sum = 0;
  for (const [i, x] of a.data.entries()) {
    const row = Math.floor((i % 4096) / 64);
    if (row >= from && row < to) sum += Math.abs(x - (b.data[i] ?? 0));
  }
  return sum / (3 * 64 * (to - from));
}

it('the picture follows a semantic map’s colours', async () => {
  const { unet } = parts;
  const image: Value = { kind: 'image', tensor: await picture('painted-tree.png') };
  const { semanticMap } = await runner.run('semantic-map', { unet, image });
  if (semanticMap?.kind !== 'semantic-map') throw new Error('no map');
  const { conditioning } = await runner.run('semantic-conditioner', { semanticMap, unet });
  const latent = await denoised({
    conditioning: [conditioning as Value, none],
    guidanceScale: 2.5,
  });
  const made = classesOf(await decoded(latent), semanticMap.classes);
  const same = made.data.filter((index, i) => index === semanticMap.indices.data[i]).length;
  // The model's README: 91 % over many maps.
  expect(same / made.data.length).toBeGreaterThan(0.85);
}, 60_000);

it('a picture of 16 px comes back sharper than enlarged without a model', async () => {
  const { unet } = parts;
  const original = await picture('taxi.png');
  const small = resize(original, { width: 16, height: 16, method: 'area' });
  const image: Value = { kind: 'image', tensor: small };
  const params = { factor: 1 };
  const { conditioning } = await runner.run('blurred-image-conditioner', { image, unet }, params);
  const made = await decoded(await denoised({ conditioning: [conditioning as Value, none] }));
  const enlarged = resize(small, { width: 64, height: 64, method: 'bicubic' });
  expect(psnr(made, original)).toBeGreaterThan(psnr(enlarged, original));
}, 60_000);

describe('a mask is 1 where to repaint', () => {
  const conditioned = async (mask: Value) => {
    const { unet, autoencoder } = parts;
    const image: Value = { kind: 'image', tensor: face };
    const inputs = { image, mask, autoencoder, unet };
    return (await runner.run('masked-image-conditioner', inputs)).conditioning as Value;
  };

  it.each([
    ['below', true],
    ['above', false],
  ])(
    '%s, by the U-Net trained for it',
    async (_name, lower) => {
      const conditioning = await conditioned(half(lower));
      const made = await decoded(await denoised({ conditioning: [conditioning, none] }));
      // Rows beside the edge are blended by the autoencoder.
      const [above, below] = [difference(made, face, 0, 28), difference(made, face, 36, 64)];
      const [kept, repainted] = lower ? [above, below] : [below, above];
      expect(kept).toBeLessThan(0.04);
      expect(repainted).toBeGreaterThan(2 * kept);
    },
    60_000,
  );

  it('by mask blend: outside it the latent is the original’s, to the bit', async () => {
    const { autoencoder } = parts;
    const image: Value = { kind: 'image', tensor: face };
    const encoded = await runner.run('encode', { image, autoencoder });
    const original = portValue(encoded, 'latent', 'latent');
    const made = await denoised({ conditioning: [none], kept: { mask: half(true), original } });
    const cells = 16 * 16;
    const rows = (tensor: FloatTensor, upper: boolean) =>
      [...tensor.data].filter((_, i) => i % cells < cells / 2 === upper);
    expect(rows(made.tensor, true)).toEqual(rows(original.tensor, true));
    expect(rows(made.tensor, false)).not.toEqual(rows(original.tensor, false));
  }, 60_000);

  it('of another size is resized, and the node says so', async () => {
    const small: Value = {
      kind: 'mask',
      tensor: floatTensor(Float32Array.of(0, 1), [1, 1, 2, 1]),
    };
    const before = runner.previews.length;
    const resized = (await conditioned(small)) as ConditioningValue;
    expect(runner.previews.slice(before)).toEqual([
      { kind: 'text', text: expect.stringContaining('the mask is resized') },
    ]);
    const exact = (await conditioned(half(true))) as ConditioningValue;
    expect(resized.slots).toEqual(exact.slots);
  });
});

describe('what is said before running', () => {
  const unet = () => {
    const part = parts.unet?.kind === 'model' ? parts.unet.part : undefined;
    if (part?.role !== 'unet') throw new Error('no U-Net');
    return part;
  };
  const codes = (type: string, inputs: Record<string, unknown>, params = {}) => {
    const definition = catalog.get(type);
    const spec = Object.entries(definition?.params ?? {}).map(([key, p]) => [key, p.default]);
    const result = definition?.infer({
      inputs: inputs as never,
      params: { ...Object.fromEntries(spec), ...params },
      models: [],
    });
    return result?.problems?.map(({ code }) => code);
  };
  const wire = (part: unknown) => [{ kind: 'model', role: 'unet', part }];

  it.each([
    ['semantic-conditioner', 'semanticMap', { kind: 'semantic-map', width: 64, height: 64 }],
    ['blurred-image-conditioner', 'image', { kind: 'image', width: 64, height: 64 }],
    ['masked-image-conditioner', 'image', { kind: 'image', width: 64, height: 64 }],
  ])('%s: a model without its slots refuses', (type, port, given) => {
    const others = { mask: [], autoencoder: [] };
    const plain = { ...unet(), concatSlots: [], palette: undefined };
    expect(codes(type, { ...others, [port]: [given], unet: wire(plain) })).toEqual([
      'slot-unknown',
    ]);
    expect(codes(type, { ...others, [port]: [given], unet: wire(unet()) })).toEqual([]);
  });

  it('odd sizes, a missing palette, an unknown factor, a mask of another size', () => {
    const map = (width: number) => [{ kind: 'semantic-map', width, height: 64 }];
    const without = (key: string) => wire({ ...unet(), [key]: undefined });
    const type = 'semantic-conditioner';
    expect(codes(type, { semanticMap: map(66), unet: wire(unet()) })).toEqual([
      'size-not-multiple',
    ]);
    expect(codes(type, { semanticMap: map(64), unet: without('palette') })).toEqual([
      'palette-missing',
    ]);
    expect(codes(type, { semanticMap: map(64), unet: without('latentFactor') })).toEqual([
      'latent-factor-unknown',
    ]);
    expect(
      codes('masked-image-conditioner', {
        image: [{ kind: 'image', width: 64, height: 64 }],
        mask: [{ kind: 'mask', width: 32, height: 64 }],
        autoencoder: [],
        unet: [],
      }),
    ).toEqual(['mask-resized']);
  });

  it('channels of another size than the latent, with the size to make', () => {
    const slotSizes = { semantic: { width: 24, height: 16 } };
    const given = { kind: 'conditioning', slots: ['semantic'], slotSizes };
    const result = catalog.get('unet-step')?.infer({
      inputs: {
        unet: wire(unet()) as never,
        latent: [{ kind: 'latent', width: 16, height: 16 }],
        timestep: [],
        conditioning: [given as never],
      },
      params: {},
      models: [],
    });
    expect(result?.problems?.[0]).toMatchObject({
      code: 'slot-size-mismatch',
      hint: expect.stringContaining('64 × 64 px'),
    });
  });

  it('mask, original and noise of Denoise go together', () => {
    const inputs = { unet: [], latent: [], schedule: [], conditioning: [], nullConditioning: [] };
    const mask = [{ kind: 'mask' }];
    expect(codes('denoise', { ...inputs, mask, original: [], noise: [] })).toEqual([
      'mask-incomplete',
    ]);
    expect(codes('denoise', { ...inputs, mask: [], original: [], noise: [] })).toEqual([]);
  });
});

it('a map of other classes is matched by colour, and the node says which', async () => {
  const { unet } = parts;
  const semanticMap: SemanticMapValue = {
    kind: 'semantic-map',
    classes: [{ name: 'grass', rgb: [72, 160, 85] }],
    indices: { type: 'uint8', dims: [1, 4, 4], data: new Uint8Array(16) },
  };
  const before = runner.previews.length;
  const outputs = await runner.run('semantic-conditioner', { semanticMap, unet });
  expect(runner.previews.slice(before)).toEqual([
    { kind: 'text', text: expect.stringContaining('grass → green') },
  ]);
  const { slots } = portValue(outputs, 'conditioning', 'conditioning');
  expect([...(slots.semantic?.data ?? [])]).toEqual([0, 0, 0, 0, 0, 0, 1, 0]);
});

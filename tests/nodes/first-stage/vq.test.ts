import type { ModelManifest } from '@core/models/manifest';
import type { LatentType, PortType } from '@core/ports/port-type';
import type { ModelValue, Value } from '@core/values';
import { catalog } from '@nodes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NodeRunner, openRunner, portValue } from '../helpers/real-model';
import { autoencoderOf, tinyVqModels } from '../helpers/tiny-vq';

let runner: NodeRunner;
let kl: ModelValue<'autoencoder'>;
let vq: ModelValue<'autoencoder'>;
let baked: ModelValue<'autoencoder'>;
let models: ModelManifest[];

beforeAll(async () => {
  runner = await openRunner();
  const tiny = await tinyVqModels();
  models = [runner.model, ...Object.values(tiny)];
  kl = autoencoderOf(runner.model);
  vq = autoencoderOf(tiny['tiny-vq']);
  baked = autoencoderOf(tiny['tiny-vq-baked']);
});
afterAll(() => runner.close());

/** One colour a cell, RGB 0..1, `[1, 3, 4, 4 n]`. */
function cells(...colours: readonly (readonly [number, number, number])[]): Value {
  const width = 4 * colours.length;
  const data = new Float32Array(3 * 4 * width);
  data.forEach((_, i) => {
    const channel = Math.floor(i / (4 * width));
    data[i] = colours[Math.floor((i % width) / 4)]?.[channel] ?? 0;
  });
  return { kind: 'image', tensor: { type: 'float32', dims: [1, 3, 4, width], data } };
}
// Red and green -1..1 in the latent; the codebook has red -1, -1/3, 1/3, 1 with green -1, 1.
const picture = () => cells([0, 0, 0], [0.6, 0.9, 0], [1, 0.2, 0]);
const encode = async (params = {}) =>
  (await runner.run('encode', { image: picture(), autoencoder: vq }, params)).latent;
const rounded = (data: Iterable<number>) => [...data].map((x) => Math.round(x * 1000) / 1000);

const problemsOf = (
  type: string,
  latent: Partial<LatentType>,
  part: ModelValue<'autoencoder'>,
  params = {},
) => {
  const definition = catalog.get(type);
  if (!definition) throw new Error(`no node ${type}`);
  const defaults = Object.entries(definition.params).map(([name, spec]) => [name, spec.default]);
  const inputs: Record<string, readonly PortType[]> = {
    image: [],
    latent: [{ kind: 'latent', ...latent }],
    autoencoder: [{ kind: 'model', role: 'autoencoder', part: part.part }],
  };
  const values = { ...Object.fromEntries(defaults), ...params };
  return definition.infer({ inputs: inputs as never, params: values as never, models }).problems;
};

describe('Encode with a VQ autoencoder', () => {
  it('gives the latent before quantization, and no moments', async () => {
    const outputs = await runner.run('encode', { image: picture(), autoencoder: vq });
    const { tensor } = portValue(outputs, 'latent', 'latent');
    expect(tensor.dims).toEqual([1, 2, 1, 3]);
    expect(rounded(tensor.data)).toEqual([-1, 0.2, 1, -1, 0.8, -0.6]);
    expect(outputs.moments).toBeUndefined();
  });

  it('refuses to sample what is no distribution, before running and at the node', async () => {
    expect(problemsOf('encode', {}, vq, { posterior: 'sample' })).toMatchObject([
      { severity: 'error', code: 'no-posterior' },
    ]);
    expect(problemsOf('encode', {}, kl, { posterior: 'sample' })).toEqual([]);
    await expect(encode({ posterior: 'sample' })).rejects.toThrow(/no distribution/);
  });
});

describe('Quantize', () => {
  it('gives the nearest entries, their numbers and the share that is used', async () => {
    const outputs = await runner.run('quantize', { latent: await encode(), autoencoder: vq });
    expect(rounded(portValue(outputs, 'latent', 'latent').tensor.data)).toEqual([
      -1, 0.333, 1, -1, 1, -1,
    ]);
    const { indices, codebook } = portValue(outputs, 'codes', 'codes');
    expect([...indices.data]).toEqual([0, 5, 6]);
    expect({ dims: indices.dims, codebook }).toEqual({ dims: [1, 1, 3], codebook: 8 });
    expect(portValue(outputs, 'usage', 'number').value).toBe(3 / 8);
  });

  it('switched off passes the latent on as it came, and tells the codes all the same', async () => {
    const latent = await encode();
    const inputs = { latent, autoencoder: vq };
    const outputs = await runner.run('quantize', inputs, { quantize: false });
    expect(outputs.latent).toEqual(latent);
    expect([...portValue(outputs, 'codes', 'codes').indices.data]).toEqual([0, 5, 6]);
  });

  it('refuses a KL autoencoder and one without a quantizer, before running and at the node', async () => {
    expect(problemsOf('quantize', {}, kl)).toMatchObject([{ code: 'no-codebook' }]);
    expect(problemsOf('quantize', {}, baked)).toMatchObject([{ code: 'quantizer-missing' }]);
    expect(problemsOf('quantize', {}, vq)).toEqual([]);
    const latent = await encode();
    await expect(runner.run('quantize', { latent, autoencoder: kl })).rejects.toThrow(
      /no codebook/,
    );
    await expect(runner.run('quantize', { latent, autoencoder: baked })).rejects.toThrow(
      /no quantizer of its own/,
    );
  });
});

describe('Decode with a VQ autoencoder', () => {
  const decode = async (autoencoder: Value, params = {}) => {
    const outputs = await runner.run('decode', { latent: await encode(), autoencoder }, params);
    const { data } = portValue(outputs, 'image', 'image').tensor;
    return rounded([0, 4, 8, 48, 52, 56].map((i) => data[i] ?? Number.NaN));
  };

  it('quantizes first, unless it is told not to', async () => {
    expect(await decode(vq)).toEqual([0, 0.667, 1, 0, 1, 0]);
    expect(await decode(vq, { quantize: false })).toEqual([0, 0.6, 1, 0, 0.9, 0.2]);
  });

  it('that always quantizes does, and says so when it should not', async () => {
    expect(await decode(baked)).toEqual([0, 0.667, 1, 0, 1, 0]);
    await expect(decode(baked, { quantize: false })).rejects.toThrow(/leaves quantization out/);
  });

  it('of what Quantize gave changes nothing more', async () => {
    const { latent } = await runner.run('quantize', { latent: await encode(), autoencoder: vq });
    const [direct, twice] = await Promise.all([
      runner.run('decode', { latent: await encode(), autoencoder: vq }),
      runner.run('decode', { latent, autoencoder: vq }),
    ]);
    expect(twice).toEqual(direct);
  });
});

describe('a latent at another scale', () => {
  it('of another model is refused by a codebook, with both factors', () => {
    // Two channels, as if the other model had as many: the scale is what is wrong.
    const latent = { channels: 2, autoencoder: kl.part.hash, autoencoderName: 'emoji-ldm' };
    const [problem] = problemsOf('decode', latent, vq) ?? [];
    expect(problem).toMatchObject({ severity: 'error', code: 'latent-scaled', port: 'latent' });
    expect(problem?.message).toContain('emoji-ldm (factor 1.05)');
    expect(problem?.message).toContain('tiny-vq holds latents of factor 1');
    expect(problemsOf('quantize', latent, vq)).toMatchObject([{ code: 'latent-scaled' }]);
  });

  it('is refused at the node too, where nothing was known before', async () => {
    const latent = portValue(
      { latent: await encode() } as Record<string, Value>,
      'latent',
      'latent',
    );
    const foreign = { ...latent, autoencoder: kl };
    const run = runner.run('decode', { latent: foreign, autoencoder: vq });
    await expect(run).rejects.toThrow(/has the scale of emoji-ldm/);
  });

  it('by Scale latent is refused by a codebook, and a warning elsewhere', () => {
    const rescale = { factor: 0.18215, shift: 0 };
    const own = { channels: 2, autoencoder: vq.part.hash, rescale };
    expect(problemsOf('decode', own, vq)).toMatchObject([
      { severity: 'error', code: 'latent-scaled' },
    ]);
    expect(problemsOf('decode', own, vq, { quantize: false })).toMatchObject([
      { severity: 'warning' },
    ]);
    const ofKl = { channels: 4, autoencoder: kl.part.hash, rescale };
    expect(problemsOf('decode', ofKl, kl)).toMatchObject([
      { severity: 'warning', code: 'latent-scaled' },
    ]);
  });
});

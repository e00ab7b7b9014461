import type { Value } from '@core/values';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NodeRunner, openRunner, portValue } from './helpers/real-model';

// The real model, a few steps: what a formula test cannot see is how the pieces meet.
const steps = 3;
let runner: NodeRunner;
let parts: Record<string, Value>;
let given: Value | undefined;
let none: Value | undefined;

beforeAll(async () => {
  runner = await openRunner();
  parts = await runner.run('load-pipeline', {});
  const text = await runner.run('text-prompt', {}, { text: 'red heart' });
  given = (await runner.run('text-encoder', { text: text.text, textEncoder: parts.textEncoder }))
    .conditioning;
  const { textEncoder, classEmbedder } = parts;
  none = (await runner.run('null-conditioning', { textEncoder, classEmbedder })).conditioning;
}, 60_000);
afterAll(() => runner.close());

const noiseOf = async (params: Record<string, unknown>) =>
  portValue(
    await runner.run('noise', { autoencoder: parts.autoencoder }, params),
    'latent',
    'latent',
  );
const scheduleOf = async (params: Record<string, unknown>) =>
  portValue(
    await runner.run('schedule', { defaults: parts.schedule }, { steps, ...params }),
    'schedule',
    'schedule',
  );
const list = (...values: (Value | undefined)[]) => values.flatMap((v) => (v ? [v] : []));

/** The unfolded zone, its U-Net steps fused with the null one first: the engine may meet it so. */
async function zone(latent: Value, schedule: Extract<Value, { kind: 'schedule' }>) {
  let now = latent;
  let state: unknown;
  for (let index = 0; index < steps; index++) {
    const timestep: Value = { kind: 'timestep', schedule: schedule.schedule, index };
    const shared = { unet: list(parts.unet)[0] as Value, latent: now, timestep };
    const [unconditional, conditional] = await runner.fuse('unet-step', [
      { ...shared, conditioning: list(none) },
      { ...shared, conditioning: list(given) },
    ]);
    const guided = await runner.run(
      'guidance',
      { conditional: conditional?.prediction, unconditional: unconditional?.prediction },
      { scale: 4, rescale: 0.3 },
    );
    const next = await runner.run(
      'sampler-step',
      { prediction: guided.prediction, latent: now, timestep },
      {},
      { index, iterations: steps, state, setState: (to) => (state = to) },
    );
    now = portValue(next, 'latent', 'latent');
  }
  return portValue({ now }, 'now', 'latent');
}

describe('closed Denoise', () => {
  it.each([
    { sampler: 'ddim', eta: 0 },
    { sampler: 'ddim', eta: 0.7, noiseSeed: 5 },
    { sampler: 'euler' },
  ])('gives the bytes of the zone: %o', { timeout: 60_000 }, async (params) => {
    const schedule = await scheduleOf(params);
    const noise = await noiseOf({ seed: 11, batch: 2 });
    const before = runner.runs();
    const closed = await runner.run(
      'denoise',
      {
        unet: parts.unet,
        latent: noise,
        schedule,
        conditioning: list(given),
        nullConditioning: none,
      },
      { guidanceScale: 4, rescale: 0.3 },
    );
    expect(runner.runs() - before, 'guidance costs one run a step').toBe(steps);
    // Euler's unit noise is scaled by Denoise begin; here by hand, in the same float32.
    const scale = schedule.schedule.initNoiseSigma;
    const tensor = { ...noise.tensor, data: noise.tensor.data.map((x) => scale * x) };
    const unfolded = await zone({ ...noise, tensor, content: 'noised' }, schedule);
    const result = portValue(closed, 'latent', 'latent');
    expect(result.content).toBe('clean');
    expect(result.tensor.data).toEqual(unfolded.tensor.data);
  });

  it('makes each picture of a batch from its own noise', { timeout: 60_000 }, async () => {
    const result = portValue(
      await runner.run('denoise', {
        unet: parts.unet,
        latent: await noiseOf({ seed: 11, batch: 2 }),
        schedule: await scheduleOf({}),
        conditioning: list(given),
      }),
      'latent',
      'latent',
    );
    const half = result.tensor.data.length / 2;
    expect(result.tensor.data.slice(0, half)).not.toEqual(result.tensor.data.slice(half));
  });

  it('of strength 0 gives the image’s latent back', async () => {
    const image = (await runner.run('load-image', {}, { file: 'bundled:taxi.png' })).image;
    const { latent } = await runner.run('encode', { image, autoencoder: parts.autoencoder });
    const schedule = await scheduleOf({ strength: 0 });
    const noise = await noiseOf({});
    const noised = await runner.run('add-noise', { latent, noise, schedule });
    const before = runner.runs();
    const denoised = await runner.run('denoise', {
      unet: parts.unet,
      latent: noised.latent,
      schedule,
      conditioning: list(given),
    });
    expect(runner.runs()).toBe(before);
    expect(denoised.latent).toEqual(latent);
  });
});

describe('the autoencoder', () => {
  it('gives back a picture to 25 dB or better', async () => {
    const { image } = await runner.run('load-image', {}, { file: 'bundled:grinning-face.png' });
    const { latent } = await runner.run('encode', { image, autoencoder: parts.autoencoder });
    const back = await runner.run('decode', { latent, autoencoder: parts.autoencoder });
    const a = portValue({ image } as Record<string, Value>, 'image', 'image').tensor.data;
    const b = portValue(back, 'image', 'image').tensor.data;
    const mse = a.reduce((sum, x, i) => sum + (x - (b[i] ?? 0)) ** 2, 0) / a.length;
    expect(-10 * Math.log10(mse)).toBeGreaterThan(25);
  });

  it('refuses a picture whose sides are no multiples of f', async () => {
    const tensor = { type: 'float32', dims: [1, 3, 6, 8], data: new Float32Array(144) } as const;
    const encode = runner.run('encode', {
      image: { kind: 'image', tensor },
      autoencoder: parts.autoencoder,
    });
    await expect(encode).rejects.toThrow(/8 × 6 px.*multiples of 4/);
  });
});

describe('class labels', () => {
  it('become a token each, in the order style, category', async () => {
    const { conditioning } = await runner.run(
      'class-label',
      { classEmbedder: parts.classEmbedder },
      { style: 'noto', category: 'smileys' },
    );
    const [segment] = portValue(
      { conditioning } as Record<string, Value>,
      'conditioning',
      'conditioning',
    ).segments;
    expect(segment?.tensor.dims).toEqual([1, 2, 192]);
  });

  it('that the model lacks are named, with those it has', async () => {
    const run = runner.run('class-label', { classEmbedder: parts.classEmbedder }, { style: 'x' });
    await expect(run).rejects.toThrow(/no style "x"/);
  });
});

import type { PlotContent } from '@core/node-context';
import type { PortType } from '@core/ports/port-type';
import type { Value } from '@core/values';
import { catalog } from '@nodes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NodeRunner, openRunner, portValue } from '../helpers/real-model';

let runner: NodeRunner;
let wired: Record<string, Value | readonly Value[]>;

beforeAll(async () => {
  runner = await openRunner();
  const pipeline = await runner.run('load-pipeline', {});
  const image = await runner.run('load-image', {}, { file: 'bundled:grinning-face.png' });
  const none = await runner.run('null-conditioning', { textEncoder: pipeline.textEncoder });
  wired = {
    image: portValue(image, 'image', 'image'),
    autoencoder: portValue(pipeline, 'autoencoder', 'model'),
    unet: portValue(pipeline, 'unet', 'model'),
    schedule: await schedule({}),
    conditioning: [portValue(none, 'conditioning', 'conditioning')],
  };
});
afterAll(() => runner.close());

async function schedule(params: Record<string, unknown>): Promise<Value> {
  const { schedule: defaults } = await runner.run('load-pipeline', {});
  const made = await runner.run('schedule', { defaults }, { steps: 6, ...params });
  return portValue(made, 'schedule', 'schedule');
}

async function measure(inputs: object = {}, params = {}) {
  const settings = { draws: 1, ...params };
  const outputs = await runner.run('rate-distortion', { ...wired, ...inputs }, settings);
  const shown = runner.previews.at(-1);
  if (shown?.kind !== 'stack') throw new Error(`it shows ${shown?.kind}`);
  const plots = shown.parts.filter((part): part is PlotContent => part.kind === 'plot');
  return {
    plots,
    rate: portValue(outputs, 'rate', 'number').value,
    floor: portValue(outputs, 'floor', 'number').value,
  };
}

const rises = (values: readonly number[]) =>
  values.every((value, i) => i === 0 || value >= (values[i - 1] ?? 0));

describe('the curve of the bundled model', { timeout: 60_000 }, () => {
  it('begins with no bits, tells more at each step and comes down to near the floor', async () => {
    const { plots, rate, floor } = await measure();
    const [line] = plots[0]?.series ?? [];
    if (!line) throw new Error('there is no curve');
    expect(line.x).toHaveLength(6);
    expect(line.x[0]).toBe(0);
    expect(rises(line.x)).toBe(true);
    expect(line.x.at(-1)).toBe(rate);
    const [first = 0, last = 0] = [line.y[0], line.y.at(-1)];
    expect(first).toBeGreaterThan(40);
    expect(last).toBeGreaterThanOrEqual(floor);
    expect(last).toBeLessThan(first / 3);
    // The autoencoder's 32.8 dB of its model card are an RMSE of 5.8.
    expect(floor).toBeGreaterThan(1);
    expect(floor).toBeLessThan(15);
    // 1,024 numbers of the latent for 12,288 of the picture.
    expect(rate).toBeGreaterThan(0.01);
    expect(rate).toBeLessThan(1);
  });

  it('is the same again from the same seed, and told about as much from another', async () => {
    const one = await measure({}, { seed: 1 });
    expect(await measure({}, { seed: 1 })).toEqual(one);
    const other = await measure({}, { seed: 2 });
    expect(other.rate).not.toBe(one.rate);
    expect(other.rate / one.rate).toBeGreaterThan(0.8);
    expect(other.rate / one.rate).toBeLessThan(1.25);
  });

  it('takes the mean of several draws', async () => {
    const before = runner.runs();
    const [one, two] = [await measure({}, { draws: 1 }), await measure({}, { draws: 2 })];
    // The encoder once, the decoder once more than at the levels; U-Net and decoder for each draw.
    expect(runner.runs() - before).toBe(2 * 2 + 2 * 6 + 2 * 12);
    expect(two.rate).not.toBe(one.rate);
    expect(two.rate / one.rate).toBeGreaterThan(0.8);
    expect(two.rate / one.rate).toBeLessThan(1.25);
  });

  it('hardly depends on how the sampler scales its latent', async () => {
    const ddim = await measure();
    const solver = await measure({ schedule: await schedule({ sampler: 'dpmpp-2m' }) });
    expect(solver.rate / ddim.rate).toBeGreaterThan(0.8);
    expect(solver.rate / ddim.rate).toBeLessThan(1.25);
  });

  it('costs something to begin in the middle: the noisy latent itself is told', async () => {
    const half = await measure({ schedule: await schedule({ strength: 0.5 }) });
    const line = half.plots[0]?.series[0];
    expect(line?.x).toHaveLength(3);
    expect(line?.x[0] ?? 0).toBeGreaterThan(0);
  });
});

describe('before it runs', () => {
  const definition = catalog.get('rate-distortion');
  if (!definition?.infer) throw new Error('no such node');
  const { infer } = definition;
  const problems = (types: Record<string, readonly PortType[]>) => {
    const inputs = {
      image: [],
      autoencoder: [],
      unet: [],
      schedule: [],
      conditioning: [],
      ...types,
    };
    const found = infer({ inputs, params: { seed: 0, draws: 4 }, models: [] }).problems ?? [];
    return found.map((problem) => `${problem.port}: ${problem.code}`);
  };
  const unet = (): PortType => ({ kind: 'model', role: 'unet', part: runner.model.parts.unet });
  const autoencoder = (): PortType => ({
    kind: 'model',
    role: 'autoencoder',
    part: runner.model.parts.autoencoder,
  });

  it('says that a U-Net with tokens needs a conditioning', () => {
    expect(problems({ unet: [unet()] })).toEqual(['conditioning: tokens-missing']);
  });

  it('says that no step runs at strength 0', () => {
    const types = { schedule: [{ kind: 'schedule', strength: 0 }] } as const;
    expect(problems(types)).toEqual(['schedule: no-step-runs']);
  });

  it('says that the sides must be multiples of the factor', () => {
    const image = { kind: 'image', width: 66, height: 64 } as const;
    expect(problems({ image: [image], autoencoder: [autoencoder()] })).toEqual([
      'image: size-not-multiple',
    ]);
  });

  it('says that a decoder alone cannot measure', () => {
    const part = runner.model.parts.autoencoder;
    const decoder = { ...part, encoderFile: undefined };
    const type = { ...autoencoder(), part: decoder } as PortType;
    expect(problems({ autoencoder: [type] })).toEqual(['autoencoder: encoder-missing']);
  });
});

it('fails at the node where no step runs', async () => {
  const none = await schedule({ strength: 0 });
  await expect(measure({ schedule: none })).rejects.toMatchObject({
    error: { code: 'no-step-runs', port: 'schedule' },
  });
});

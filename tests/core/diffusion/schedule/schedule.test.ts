import { stepLatent, stepProblems } from '@core/diffusion/denoising/step';
import { samplers } from '@core/diffusion/samplers/index';
import { addNoise, startLatent } from '@core/diffusion/schedule/add-noise';
import { alphasCumprodOf } from '@core/diffusion/schedule/alphas';
import {
  iterationsOf,
  makeSchedule,
  type ScheduleOptions,
  startStepOf,
} from '@core/diffusion/schedule/schedule';
import { floatTensor } from '@core/diffusion/tensor';
import { NodeFailure } from '@core/errors';
import { schedulerConfigSchema } from '@core/models/manifest';
import { type LatentValue, samplerIds } from '@core/values';
import { describe, expect, it } from 'vitest';
import { alphaCases } from '../golden';

const latent = (data: Float32Array, content: LatentValue['content']): LatentValue => ({
  kind: 'latent',
  tensor: floatTensor(data, [1, 1, 1, data.length]),
  content,
});

describe('cumulative alphas', () => {
  it.each(alphaCases)('of $config.beta_schedule, zero SNR $config.rescale_betas_zero_snr', (c) => {
    const alphas = alphasCumprodOf(c.config);
    c.index.forEach((t, i) => {
      const expected = c.alphasCumprod[i] ?? Number.NaN;
      expect(Math.abs((alphas[t] ?? Number.NaN) - expected)).toBeLessThanOrEqual(
        Math.max(1e-6 * expected, 1e-9),
      );
    });
  });
});

const zeroSnr = schedulerConfigSchema.parse({
  rescale_betas_zero_snr: true,
  prediction_type: 'epsilon',
  timestep_spacing: 'trailing',
});
const flow = schedulerConfigSchema.parse({ _class_name: 'FlowMatchEulerDiscreteScheduler' });
const options: ScheduleOptions = {
  sampler: 'ddim',
  steps: 4,
  strength: 1,
  eta: 0,
  noiseSeed: 0,
};
const configOf = (id: (typeof samplerIds)[number]) =>
  id === 'flow-match-euler' ? flow : schedulerConfigSchema.parse({});

describe('a schedule', () => {
  it('refuses a noise prediction where alpha is 0 instead of giving infinities', () => {
    const schedule = makeSchedule(zeroSnr, options);
    const x = latent(Float32Array.of(1, 2), 'noised');
    const step = () =>
      stepLatent(
        { kind: 'timestep', schedule, index: 0 },
        x,
        { kind: 'prediction', tensor: x.tensor, parameterisation: 'epsilon' },
        undefined,
      );
    expect(step).toThrow(NodeFailure);
    expect(step).toThrow(/noise alone/);
  });

  it.each([0, 1.5, 1001, Number.NaN])('refuses %s steps', (steps) => {
    expect(() => makeSchedule(zeroSnr, { ...options, steps })).toThrow(/from 1 to 1000/);
  });

  it.each([
    [25, 1, 0],
    [25, 0, 25],
    [25, 0.5, 13],
    [10, 0.3, 7],
    [10, 0.29, 8],
    [1, 0.9, 1],
  ])('of %i steps at strength %f starts at %i, as int(steps * strength) says', (n, s, start) => {
    expect(startStepOf(n, s)).toBe(start);
  });

  it('of Heun begins at an even place of its doubled list', () => {
    const schedule = makeSchedule(configOf('heun'), {
      ...options,
      sampler: 'heun',
      steps: 10,
      strength: 0.5,
    });
    expect(schedule.timesteps).toHaveLength(19);
    expect(schedule.startIndex).toBe(10);
    expect(iterationsOf(schedule)).toBe(9);
  });

  it.each(samplerIds)('of strength 0 adds no noise and runs no step: %s', (sampler) => {
    const schedule = makeSchedule(configOf(sampler), { ...options, sampler, strength: 0 });
    const clean = latent(Float32Array.of(1, 2), 'clean');
    expect(iterationsOf(schedule)).toBe(0);
    expect(addNoise(schedule, clean, latent(Float32Array.of(5, 5), 'noise'))).toEqual(clean);
  });

  it.each(samplerIds)('starts pure noise at the level of its first step: %s', (sampler) => {
    const schedule = makeSchedule(configOf(sampler), { ...options, sampler, steps: 8 });
    const start = startLatent(schedule, latent(Float32Array.of(1, -2), 'noise'));
    const scale = schedule.initNoiseSigma;
    expect([...start.tensor.data]).toEqual([Math.fround(scale), Math.fround(-2 * scale)]);
    const { noise } = samplers[sampler].noiseLevel(schedule, 0);
    // Leading spacing begins a little below the last timestep; Euler allows for it with the root.
    expect(Math.abs(scale / noise - 1)).toBeLessThan(0.1);
  });

  it('keeps eta to the sampler that knows it', () => {
    expect(makeSchedule(zeroSnr, { ...options, sampler: 'euler', eta: 1 }).eta).toBe(0);
  });

  it('refuses Karras sigmas for a sampler without sigmas', () => {
    expect(() => makeSchedule(zeroSnr, { ...options, sigmaSpacing: 'karras' })).toThrow(
      /^DDIM cannot spread its noise levels by karras sigmas/,
    );
  });

  it('takes the sigmas that the config says, where the sampler has them', () => {
    const karras = { ...zeroSnr, use_karras_sigmas: true };
    expect(makeSchedule(karras, { ...options, sampler: 'euler' }).sigmaSpacing).toBe('karras');
    expect(makeSchedule(karras, options).sigmaSpacing).toBe('model');
  });

  it('refuses a flow with alphas, and noise with a flow', () => {
    expect(() => makeSchedule(flow, options)).toThrow(/^The prediction is a flow; DDIM takes/);
    expect(() => makeSchedule(zeroSnr, { ...options, sampler: 'flow-match-euler' })).toThrow(
      /^The prediction is noise \(epsilon\); Flow match Euler takes a flow/,
    );
  });

  it('says before running which predictions a step cannot take', () => {
    expect(stepProblems('euler', 'flow_prediction')).toMatchObject([
      { severity: 'error', code: 'prediction-not-taken', port: 'prediction' },
    ]);
    expect(stepProblems('euler', 'sample')).toEqual([]);
    expect(stepProblems(undefined, 'sample')).toEqual([]);
  });

  it('asks for the picture’s tokens where a flow’s shift grows with them', () => {
    const dynamic = { ...flow, use_dynamic_shifting: true };
    const make = (imageTokens?: number) =>
      makeSchedule(dynamic, { ...options, sampler: 'flow-match-euler', imageTokens });
    expect(() => make()).toThrow(/how many tokens/);
    expect(make(4096).timesteps[1] ?? 0).toBeGreaterThan(make(256).timesteps[1] ?? 0);
  });

  it.each([
    ['flow-match-euler', { ...flow, stochastic_sampling: true }, /stochastic_sampling/],
    ['flow-match-euler', { ...flow, invert_sigmas: true }, /invert_sigmas/],
    ['ddpm', { ...zeroSnr, variance_type: 'learned_range' }, /learned_range/],
  ] as const)('refuses what %s does not follow', (sampler, config, reason) => {
    expect(() => makeSchedule(config, { ...options, sampler })).toThrow(reason);
  });
});

it('steps that an offset leads beyond the last timestep are refused with what would do', () => {
  // Stable Diffusion's offset of 1 with as many steps as there are timesteps: 1000 of 0 .. 999.
  const config = schedulerConfigSchema.parse({ steps_offset: 1, timestep_spacing: 'leading' });
  const make = (steps: number) => makeSchedule(config, { ...options, steps });
  expect(make(500).timesteps[0]).toBe(999);
  expect(() => make(1000)).toThrow(NodeFailure);
  expect(() => make(1000)).toThrow(/begin at timestep 1000.*ends at 999/);
});

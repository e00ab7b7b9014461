import { addNoise } from '@core/diffusion/add-noise';
import { alphasCumprodOf } from '@core/diffusion/alphas';
import { torchCpuNoise } from '@core/diffusion/noise/torch-cpu';
import { samplers } from '@core/diffusion/samplers';
import { iterationsOf, makeSchedule, startIndexOf } from '@core/diffusion/schedule';
import { stepLatent } from '@core/diffusion/step';
import { floatTensor, mapTensor } from '@core/diffusion/tensor';
import { NodeFailure } from '@core/errors';
import { schedulerConfigSchema } from '@core/models/manifest';
import type { LatentValue } from '@core/values';
import { describe, expect, it } from 'vitest';
import {
  addNoiseCases,
  alphaCases,
  largestError,
  scheduleCases,
  stepNoiseSeed,
  trajectoryLength,
  trajectorySeed,
} from './golden';

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

describe('schedules against diffusers', () => {
  it.each(
    scheduleCases.map((c) => ({
      ...c,
      name: `${c.sampler} ${c.config.timestep_spacing} ${c.config.prediction_type} ${c.config.beta_schedule} zero SNR ${c.config.rescale_betas_zero_snr} eta ${c.eta} ${c.steps} steps`,
    })),
  )('$name', (c) => {
    const schedule = makeSchedule(c.config, {
      sampler: c.sampler,
      steps: c.steps,
      strength: 1,
      eta: c.eta,
      noiseSeed: stepNoiseSeed,
    });
    expect(largestError(schedule.timesteps, c.timesteps)).toBeLessThan(1e-6);
    if (c.sigmas) expect(largestError(schedule.sigmas ?? [], c.sigmas)).toBeLessThan(1e-6);
    expect(Math.abs(schedule.initNoiseSigma / c.initNoiseSigma - 1)).toBeLessThan(1e-6);

    const start = torchCpuNoise(trajectorySeed, trajectoryLength);
    // Euler from zero SNR starts at sigma 4096: there the reference itself is only float32.
    const tolerance = 1e-4 + 2 ** -23 * schedule.initNoiseSigma * Math.max(...start.map(Math.abs));
    let now = latent(
      start.map((x) => x * schedule.initNoiseSigma),
      'noised',
    );
    let state: unknown;
    schedule.timesteps.forEach((t, index) => {
      const scale = samplers[c.sampler].inputScale(schedule, index);
      const { data } = now.tensor;
      const next = stepLatent(
        { kind: 'timestep', schedule, index },
        now,
        {
          kind: 'prediction',
          tensor: mapTensor(now.tensor, (i) => 0.3 * scale * (data[i] ?? 0) + 0.1 * Math.sin(t)),
          parameterisation: schedule.predictionType,
        },
        state,
      );
      if (index === 0) {
        expect(largestError(next.latent.tensor.data, c.first)).toBeLessThan(tolerance);
        expect(largestError(next.predictedClean.tensor.data, c.firstClean)).toBeLessThan(tolerance);
      }
      now = next.latent;
      state = next.state;
    });
    expect(largestError(now.tensor.data, c.last)).toBeLessThan(tolerance);
  });
});

describe('adding noise against diffusers', () => {
  it.each(addNoiseCases)('$sampler $config.timestep_spacing', (c) => {
    const schedule = makeSchedule(c.config, {
      sampler: c.sampler,
      steps: c.steps,
      strength: c.strength,
      eta: 0,
      noiseSeed: 0,
    });
    expect(schedule.startIndex).toBe(c.startIndex);
    const clean = Float32Array.from({ length: 32 }, (_, i) => -2 + (4 * i) / 31);
    const noised = addNoise(
      schedule,
      latent(clean, 'clean'),
      latent(torchCpuNoise(trajectorySeed, 32), 'noise'),
    );
    expect(largestError(noised.tensor.data, c.noised)).toBeLessThan(1e-4);
    expect(noised.content).toBe('noised');
  });
});

describe('a schedule', () => {
  const config = schedulerConfigSchema.parse({
    rescale_betas_zero_snr: true,
    prediction_type: 'epsilon',
    timestep_spacing: 'trailing',
  });
  const options = { sampler: 'ddim', steps: 4, strength: 1, eta: 0, noiseSeed: 0 } as const;

  it('refuses a noise prediction where alpha is 0 instead of giving infinities', () => {
    const schedule = makeSchedule(config, options);
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
    expect(() => makeSchedule(config, { ...options, steps })).toThrow(/from 1 to 1000/);
  });

  it.each([
    [25, 1, 0],
    [25, 0, 25],
    [25, 0.5, 13],
    [10, 0.3, 7],
    [10, 0.29, 8],
    [1, 0.9, 1],
  ])('of %i steps at strength %f starts at %i, as int(steps * strength) says', (n, s, start) => {
    expect(startIndexOf(n, s)).toBe(start);
  });

  it('of strength 0 adds no noise and runs no step', () => {
    const schedule = makeSchedule(config, { ...options, strength: 0 });
    const clean = latent(Float32Array.of(1, 2), 'clean');
    expect(iterationsOf(schedule)).toBe(0);
    expect(addNoise(schedule, clean, latent(Float32Array.of(5, 5), 'noise'))).toEqual(clean);
  });

  it('keeps eta to the sampler that knows it', () => {
    expect(makeSchedule(config, { ...options, sampler: 'euler', eta: 1 }).eta).toBe(0);
  });
});

it('steps that an offset leads beyond the last timestep are refused with what would do', () => {
  // Stable Diffusion's offset of 1 with as many steps as there are timesteps: 1000 of 0 .. 999.
  const config = schedulerConfigSchema.parse({ steps_offset: 1, timestep_spacing: 'leading' });
  const make = (steps: number) =>
    makeSchedule(config, { sampler: 'ddim', steps, strength: 1, eta: 0, noiseSeed: 0 });
  expect(make(500).timesteps[0]).toBe(999);
  expect(() => make(1000)).toThrow(NodeFailure);
  expect(() => make(1000)).toThrow(/begin at timestep 1000.*ends at 999/);
});

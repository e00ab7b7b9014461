import { stepLatent } from '@core/diffusion/denoising/step';
import { samplers } from '@core/diffusion/samplers';
import { iterationsOf, makeSchedule } from '@core/diffusion/schedule/schedule';
import { floatTensor, mapTensor } from '@core/diffusion/tensor';
import { type AppError, NodeFailure } from '@core/errors';
import { schedulerConfigSchema } from '@core/models/manifest';
import type { LatentValue, SamplerId, Schedule } from '@core/values';
import { describe, expect, it } from 'vitest';

const stableDiffusion = {
  beta_start: 0.00085,
  beta_end: 0.012,
  beta_schedule: 'scaled_linear',
  skip_prk_steps: true,
  set_alpha_to_one: true,
} as const;

function schedule(
  sampler: SamplerId,
  steps: number,
  fields: Record<string, unknown> = {},
  strength = 1,
) {
  const config = schedulerConfigSchema.parse({
    ...stableDiffusion,
    _class_name: samplers[sampler].className,
    ...fields,
  });
  return makeSchedule(config, { sampler, steps, strength, eta: 0, noiseSeed: 5 });
}

const clean = Float32Array.from({ length: 16 }, (_, i) => Math.sin(i));

/** Denoises with a model that knows the clean latent: what is left after the last step. */
function denoiseKnowing(plan: Schedule): Float32Array {
  const { signal, noise } = samplers[plan.sampler].noiseLevel(plan, plan.startIndex);
  const data = clean.map((x, i) => signal * x + noise * Math.cos(3 * i));
  let now: LatentValue = {
    kind: 'latent',
    tensor: floatTensor(data, [1, 1, 4, 4]),
    content: 'noised',
  };
  let state: unknown;
  for (let i = 0; i < iterationsOf(plan); i++) {
    const index = plan.startIndex + i;
    const level = samplers[plan.sampler].noiseLevel(plan, index);
    const { tensor } = now;
    const prediction = mapTensor(tensor, (k) => {
      const x0 = clean[k] ?? 0;
      const eps = ((tensor.data[k] ?? 0) - level.signal * x0) / level.noise;
      if (plan.predictionType === 'sample') return x0;
      if (plan.predictionType === 'flow_prediction') return eps - x0;
      return plan.predictionType === 'epsilon' ? eps : level.signal * eps - level.noise * x0;
    });
    const next = stepLatent(
      { kind: 'timestep', schedule: plan, index },
      now,
      { kind: 'prediction', tensor: prediction, parameterisation: plan.predictionType },
      state,
    );
    now = next.latent;
    state = next.state;
  }
  return now.tensor.data;
}

const distance = (data: Float32Array): number =>
  data.reduce((worst, x, i) => Math.max(worst, Math.abs(x - (clean[i] ?? 0))), 0);

describe('with a model that knows the clean latent, what comes out is that latent', () => {
  const v = { prediction_type: 'v_prediction', timestep_spacing: 'trailing' };
  it.each([
    ['pndm', v],
    ['pndm', { ...v, prediction_type: 'epsilon', skip_prk_steps: false }],
    ['pndm', { ...v, rescale_betas_zero_snr: true }],
    ['dpmpp-2m', v],
    ['dpmpp-2m', { ...v, solver_order: 3, rescale_betas_zero_snr: true }],
    ['dpmpp-2m', { prediction_type: 'sample', use_karras_sigmas: true, solver_type: 'heun' }],
    ['dpmpp-2m', { prediction_type: 'flow_prediction', use_flow_sigmas: true }],
    ['dpmpp-2m-sde', v],
    ['dpmpp-2m-sde', { prediction_type: 'sample', use_beta_sigmas: true }],
    ['unipc', v],
    ['unipc', { ...v, solver_order: 3, rescale_betas_zero_snr: true }],
    // diffusers gives NaN for these two where the run ends without noise; their limits exist.
    ['unipc', { ...v, solver_type: 'bh1' }],
    ['unipc', { ...v, predict_x0: false }],
    ['unipc', { prediction_type: 'flow_prediction', use_flow_sigmas: true, flow_shift: 3 }],
    ['lcm', { prediction_type: 'sample' }],
  ] as const)('%s %j', (sampler, fields) => {
    // PNDM averages velocities of unequal timesteps, and steps by T // N from trailing timesteps.
    const tolerance = sampler === 'pndm' ? 0.03 : 2e-3;
    expect(distance(denoiseKnowing(schedule(sampler, 12, fields)))).toBeLessThan(tolerance);
  });

  it.each([
    // A thousand and one places among a thousand timesteps: some stand twice.
    ['dpmpp-2m', { solver_order: 3 }],
    ['unipc', { solver_order: 3 }],
    // The smallest sigma twice at the end.
    ['dpmpp-2m', { use_karras_sigmas: true, final_sigmas_type: 'sigma_min', solver_type: 'heun' }],
    ['unipc', { use_karras_sigmas: true, final_sigmas_type: 'sigma_min', solver_order: 3 }],
  ] as const)('%s %j, though levels stand twice', (sampler, fields) => {
    const steps = 'use_karras_sigmas' in fields ? 20 : 999;
    const plan = schedule(sampler, steps, { prediction_type: 'sample', ...fields });
    expect(distance(denoiseKnowing(plan))).toBeLessThan(0.05);
  });
});

describe('what cannot be followed is refused with what would do', () => {
  const refusal = (make: () => unknown): AppError => {
    try {
      make();
    } catch (error) {
      if (error instanceof NodeFailure) return error.error;
      throw error;
    }
    throw new Error('nothing was refused');
  };

  it('PNDM with Runge-Kutta steps below 4 steps, and from an image', () => {
    const prk = { skip_prk_steps: false };
    expect(refusal(() => schedule('pndm', 3, prk)).message).toMatch(/at least 4 steps; this is 3/);
    expect(refusal(() => schedule('pndm', 8, prk, 0.5)).hint).toMatch(/Skip the Runge-Kutta/);
    expect(schedule('pndm', 3).timesteps).toHaveLength(4);
  });

  it('PNDM for a model that predicts the clean latent', () => {
    const make = () => schedule('pndm', 8, { prediction_type: 'sample' });
    expect(refusal(make).message).toMatch(/PNDM.*takes noise \(epsilon\), velocity \(v\)/);
  });

  it('LCM with more steps than the strength leaves of those it was distilled on', () => {
    expect(refusal(() => schedule('lcm', 51)).message).toMatch(/leaves 50, and 51 are asked for/);
    expect(refusal(() => schedule('lcm', 6, {}, 0.1)).message).toMatch(/leaves 5, and 6/);
    expect(schedule('lcm', 5, {}, 0.1).timesteps).toEqual([99, 79, 59, 39, 19]);
  });

  it('LCM distilled on more steps than there are', () => {
    const make = () => schedule('lcm', 4, { original_inference_steps: 2000 });
    expect(refusal(make).message).toMatch(/original_inference_steps = 2000/);
  });

  it('UniPC of order 2 in its last step to no noise', () => {
    const make = (fields: object) => schedule('unipc', 8, { lower_order_final: false, ...fields });
    expect(refusal(() => make({})).hint).toMatch(/lower_order_final to true/);
    expect(make({ final_sigmas_type: 'sigma_min' }).timesteps).toHaveLength(8);
    expect(make({ solver_order: 1 }).timesteps).toHaveLength(8);
  });

  it.each(['dpmpp-2m', 'dpmpp-2m-sde', 'unipc'] as const)(
    '%s for a flow whose noise is not mixed in as flows do',
    (sampler) => {
      const make = () => schedule(sampler, 8, { prediction_type: 'flow_prediction' });
      expect(refusal(make).message).toMatch(/use_flow_sigmas/);
    },
  );
});

it('no step of LCM runs at strength 0', () => {
  expect(iterationsOf(schedule('lcm', 4, {}, 0))).toBe(0);
});

it('a config without skip_prk_steps has Runge-Kutta steps only where it is PNDM’s own', () => {
  const open = { skip_prk_steps: undefined };
  expect(schedule('pndm', 10, open).timesteps).toHaveLength(19);
  expect(schedule('pndm', 10, { ...open, _class_name: 'DDIMScheduler' }).timesteps).toHaveLength(
    11,
  );
});

it('the stochastic solver draws the same noise from the same seed, and other noise from another', () => {
  const plan = schedule('dpmpp-2m-sde', 6, { final_sigmas_type: 'sigma_min' });
  const again = denoiseKnowing(plan);
  expect(denoiseKnowing(plan)).toEqual(again);
  expect(denoiseKnowing({ ...plan, noiseSeed: 6 })).not.toEqual(again);
});

import { stepLatent } from '@core/diffusion/denoising/step';
import { samplers } from '@core/diffusion/samplers/index';
import { convertPrediction } from '@core/diffusion/schedule/convert-prediction';
import { makeSchedule } from '@core/diffusion/schedule/schedule';
import { floatTensor } from '@core/diffusion/tensor';
import { schedulerConfigSchema } from '@core/models/manifest';
import type { FloatTensor, LatentValue, PredictionValue, SamplerId } from '@core/values';
import { describe, expect, it } from 'vitest';

const tensor = (...values: readonly number[]) =>
  floatTensor(Float32Array.from(values), [1, 1, 1, values.length]);
const clean = tensor(0.5, -1, 2);
const noise = tensor(1, 0.25, -0.75);
const epsilonModel = schedulerConfigSchema.parse({ beta_schedule: 'scaled_linear' });
const flowModel = schedulerConfigSchema.parse({ _class_name: 'FlowMatchEulerDiscreteScheduler' });

function at(sampler: SamplerId, index: number) {
  const config = sampler === 'flow-match-euler' ? flowModel : epsilonModel;
  const schedule = makeSchedule(config, { sampler, steps: 8, strength: 1, eta: 0, noiseSeed: 0 });
  const { signal, noise: level } = samplers[sampler].noiseLevel(schedule, index);
  const size = Math.hypot(signal, level);
  const mix = (a: number, b: number): FloatTensor =>
    tensor(...clean.data.map((c, i) => a * c + b * (noise.data[i] ?? 0)));
  const latent: LatentValue = { kind: 'latent', tensor: mix(signal, level), content: 'noised' };
  return {
    timestep: { kind: 'timestep', schedule, index } as const,
    latent,
    meanings: {
      epsilon: noise,
      sample: clean,
      v_prediction: mix(-level / size, signal / size),
      flow_prediction: mix(-1, 1),
    },
  };
}

const given = (parameterisation: PredictionValue['parameterisation'], of: FloatTensor) =>
  ({ kind: 'prediction', tensor: of, parameterisation }) as const;
const near = (actual: FloatTensor, expected: FloatTensor) =>
  actual.data.forEach((value, i) => {
    expect(Math.abs(value - (expected.data[i] ?? Number.NaN))).toBeLessThan(1e-5);
  });

describe.each(['ddim', 'euler', 'heun'] as const)('a prediction along %s', (sampler) => {
  it.each(['epsilon', 'sample', 'v_prediction'] as const)('given as %s means all three', (type) => {
    const { timestep, latent, meanings } = at(sampler, 3);
    const found = convertPrediction(given(type, meanings[type]), latent, timestep);
    near(found.epsilon.tensor, meanings.epsilon);
    near(found.sample.tensor, meanings.sample);
    near(found.velocity.tensor, meanings.v_prediction);
    near(found.clean.tensor, clean);
    expect(found.clean.content).toBe('clean');
    expect(found.velocity.parameterisation).toBe('v_prediction');
  });
});

it('a flow is the way from the clean latent to the noise', () => {
  const { timestep, latent, meanings } = at('flow-match-euler', 3);
  const flow = given('flow_prediction', meanings.flow_prediction);
  const found = convertPrediction(flow, latent, timestep);
  near(found.epsilon.tensor, noise);
  near(found.sample.tensor, clean);
  near(found.velocity.tensor, meanings.flow_prediction);
  expect(found.velocity.parameterisation).toBe('flow_prediction');
});

it('refuses what has no meaning, saying why', () => {
  const alphas = at('ddim', 0);
  const flow = at('flow-match-euler', 0);
  const small = given('epsilon', tensor(1));
  expect(() => convertPrediction(small, alphas.latent, alphas.timestep)).toThrow(
    'The latent is 1 × 1 × 1 × 3, the prediction 1 × 1 × 1 × 1.',
  );
  expect(() =>
    convertPrediction(given('flow_prediction', clean), alphas.latent, alphas.timestep),
  ).toThrow(/the schedule is not a flow/);
  expect(() => convertPrediction(given('epsilon', clean), flow.latent, flow.timestep)).toThrow(
    /this prediction is none/,
  );
});

it('a noise prediction at zero terminal SNR is refused at the prediction’s port', () => {
  const config = schedulerConfigSchema.parse({ rescale_betas_zero_snr: true });
  const schedule = makeSchedule(
    { ...config, prediction_type: 'v_prediction' },
    { sampler: 'ddim', steps: 4, spacing: 'trailing', strength: 1, eta: 0, noiseSeed: 0 },
  );
  const zeros = tensor(0, 0, 0, 0);
  const refused = expect.objectContaining({
    error: expect.objectContaining({ code: 'epsilon-at-zero-snr', port: 'prediction' }),
  });
  const prediction = { kind: 'prediction', tensor: zeros, parameterisation: 'epsilon' } as const;
  const latent = { kind: 'latent', tensor: zeros, content: 'noised' } as const;
  const first = { kind: 'timestep', schedule, index: 0 } as const;
  expect(() => convertPrediction(prediction, latent, first)).toThrow(refused);
  expect(() => stepLatent(first, latent, prediction, undefined)).toThrow(refused);
});

import { schedulerConfigSchema } from '@core/models/manifest';
import { describe, expect, it } from 'vitest';

const issueOf = (fields: object): string => {
  const issue = schedulerConfigSchema.safeParse(fields).error?.issues[0];
  return `${issue?.path.join('.')}: ${issue?.message}`;
};

describe('scheduler_config.json', () => {
  it.each([
    [
      { beta_schedule: 'sigmoid' },
      'beta_schedule: expected one of linear, scaled_linear, squaredcos_cap_v2, "sigmoid" came',
    ],
    [
      { prediction_type: 'noise' },
      'prediction_type: expected one of epsilon, v_prediction, sample, flow_prediction, "noise" came',
    ],
    [
      { num_train_timesteps: 0 },
      'num_train_timesteps: expected a whole number from 1 to 100000, 0 came',
    ],
    [
      { num_train_timesteps: '1000' },
      'num_train_timesteps: expected a whole number from 1 to 100000, "1000" came',
    ],
    [{ beta_end: 1.2 }, 'beta_end: expected a number between 0 and 1, 1.2 came'],
    [{ rescale_betas_zero_snr: 1 }, 'rescale_betas_zero_snr: expected true or false, 1 came'],
    [{ steps_offset: -1 }, 'steps_offset: expected a whole number from 0, -1 came'],
    [{ solver_order: 4 }, 'solver_order: expected 1, 2 or 3, 4 came'],
    [{ shift: null }, 'shift: expected a number above 0, null came'],
    [
      { trained_betas: [0.1, 0.2] },
      'trained_betas: expected 1000 betas as num_train_timesteps says, 2 came',
    ],
    [
      { use_karras_sigmas: true, use_beta_sigmas: true },
      'use_beta_sigmas: expected one of use_karras_sigmas, use_exponential_sigmas, use_beta_sigmas, use_karras_sigmas and use_beta_sigmas came',
    ],
  ])('says of %j what was expected and what came', (fields, message) => {
    expect(issueOf(fields)).toBe(message);
  });

  it('keeps fields of other classes', () => {
    expect(schedulerConfigSchema.parse({ lambda_max: 5 }).lambda_max).toBe(5);
  });

  it.each([
    ['LCMScheduler', 'scaled_linear', 0.012],
    ['HeunDiscreteScheduler', 'linear', 0.012],
    ['DDIMScheduler', 'linear', 0.02],
  ])('has the defaults of %s', (_class_name, curve, end) => {
    const config = schedulerConfigSchema.parse({ _class_name });
    expect([config.beta_schedule, config.beta_end]).toEqual([curve, end]);
  });

  it('takes a flow model’s prediction for a flow', () => {
    const flow = schedulerConfigSchema.parse({ _class_name: 'FlowMatchEulerDiscreteScheduler' });
    expect(flow.prediction_type).toBe('flow_prediction');
  });
});

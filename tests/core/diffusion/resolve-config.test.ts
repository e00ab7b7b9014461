import {
  resolveConfig,
  type ScheduleChoices,
  scheduleProblems,
} from '@core/diffusion/resolve-config';
import { schedulerConfigSchema } from '@core/models/manifest';
import { describe, expect, it } from 'vitest';

const asModel: ScheduleChoices = {
  sampler: 'ddim',
  steps: 20,
  strength: 1,
  spacing: 'model',
  prediction: 'model',
  betas: 'model',
  zeroTerminalSnr: 'model',
};
const model = schedulerConfigSchema.parse({
  beta_start: 0.001,
  beta_end: 0.011,
  beta_schedule: 'scaled_linear',
  prediction_type: 'v_prediction',
  rescale_betas_zero_snr: true,
  timestep_spacing: 'trailing',
  clip_sample: false,
});

describe('the config of a schedule', () => {
  it('is the model’s own where nothing is chosen', () => {
    expect(resolveConfig(asModel, model)).toEqual({ config: model, spacing: undefined });
  });

  it('keeps the model’s range for its own curve and takes the usual one for another', () => {
    const same = resolveConfig({ ...asModel, betas: 'scaled_linear' }, model).config;
    expect([same.beta_start, same.beta_end]).toEqual([0.001, 0.011]);
    const other = resolveConfig({ ...asModel, betas: 'linear' }, model).config;
    expect([other.beta_schedule, other.beta_start, other.beta_end]).toEqual([
      'linear',
      0.0001,
      0.02,
    ]);
  });

  it('fails where it should follow a model that is not wired, naming the fields', () => {
    const choices = { ...asModel, betas: 'linear', zeroTerminalSnr: 'off' } as const;
    expect(() => resolveConfig(choices, undefined)).toThrow(
      /^Spacing, Prediction follow the model/,
    );
    const [problem] = scheduleProblems(choices, false, undefined);
    expect(problem).toMatchObject({ severity: 'error', code: 'schedule-defaults-missing' });
  });

  it('needs no model where all is chosen', () => {
    const { config, spacing } = resolveConfig(
      {
        ...asModel,
        spacing: 'leading',
        prediction: 'epsilon',
        betas: 'scaled_linear',
        zeroTerminalSnr: 'off',
      },
      undefined,
    );
    expect(spacing).toBe('leading');
    expect([config.beta_start, config.beta_end]).toEqual([0.00085, 0.012]);
  });
});

describe('problems of a schedule', () => {
  const codes = (change: Partial<ScheduleChoices>, prediction?: 'epsilon' | 'v_prediction') =>
    scheduleProblems({ ...asModel, ...change }, true, prediction).map((p) => p.code);

  it('has none as the model', () => expect(codes({}, 'v_prediction')).toEqual([]));

  it('warns where no step runs', () => {
    expect(codes({ steps: 4, strength: 0.2 })).toEqual(['no-step-runs']);
    expect(codes({ steps: 5, strength: 0.2 })).toEqual([]);
  });

  it('refuses a noise prediction that starts from noise alone', () => {
    const zero = { zeroTerminalSnr: 'on', spacing: 'trailing' } as const;
    expect(codes(zero, 'epsilon')).toEqual(['epsilon-at-zero-snr']);
    expect(codes(zero, 'v_prediction')).toEqual([]);
    expect(codes({ ...zero, sampler: 'euler' }, 'epsilon')).toEqual([]);
    expect(codes({ ...zero, spacing: 'leading' }, 'epsilon')).toEqual([]);
  });
});

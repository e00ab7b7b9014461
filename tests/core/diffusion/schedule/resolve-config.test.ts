import { resolveConfig, type ScheduleChoices } from '@core/diffusion/schedule/resolve-config';
import { inspectSchedule } from '@core/diffusion/schedule/schedule-problems';
import { schedulerConfigSchema } from '@core/models/manifest';
import { describe, expect, it } from 'vitest';

const asModel: ScheduleChoices = {
  sampler: 'model',
  steps: 20,
  strength: 1,
  eta: 0,
  noiseSeed: 3,
  spacing: 'model',
  sigmas: 'model',
  prediction: 'model',
  betas: 'model',
  zeroTerminalSnr: 'model',
  finalSigma: 'model',
  variance: 'model',
  solverOrder: 'model',
  solverType: 'model',
  correctorType: 'model',
  warmUp: 'model',
  originalSteps: 0,
  shift: 0,
  imageTokens: 0,
};
const model = schedulerConfigSchema.parse({
  _class_name: 'DDIMScheduler',
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
    const { config, options } = resolveConfig(asModel, model);
    expect(config).toEqual(model);
    expect(options).toMatchObject({ sampler: 'ddim', spacing: undefined, noiseSeed: 3 });
  });

  it.each([
    ['EulerDiscreteScheduler', {}, 'euler'],
    ['HeunDiscreteScheduler', {}, 'heun'],
    ['PNDMScheduler', {}, 'pndm'],
    ['DPMSolverMultistepScheduler', {}, 'dpmpp-2m'],
    ['DPMSolverMultistepScheduler', { algorithm_type: 'sde-dpmsolver++' }, 'dpmpp-2m-sde'],
  ])('takes the sampler that %s %j names', (_class_name, fields, sampler) => {
    const config = schedulerConfigSchema.parse({ ...model, ...fields, _class_name });
    expect(resolveConfig(asModel, config).options.sampler).toBe(sampler);
  });

  it('says which sampler of the model is not here', () => {
    const other = { ...model, _class_name: 'DEISMultistepScheduler' };
    expect(() => resolveConfig(asModel, other)).toThrow(/names the sampler DEISMultistepScheduler/);
    expect(() => resolveConfig({ ...asModel, sampler: 'ddim' }, other)).not.toThrow();
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

  it('clips predicted latents only where the model says so', () => {
    const { clip_sample: _, ...silent } = model;
    expect(resolveConfig(asModel, silent).config.clip_sample).toBe(false);
    expect(resolveConfig(asModel, { ...model, clip_sample: true }).config.clip_sample).toBe(true);
  });

  it('fails where it should follow a model that is not wired, naming the fields', () => {
    const choices = {
      ...asModel,
      sampler: 'ddim',
      betas: 'linear',
      zeroTerminalSnr: 'off',
    } as const;
    expect(() => resolveConfig(choices, undefined)).toThrow(
      /^Spacing, Prediction follow the model/,
    );
    expect(inspectSchedule(choices, undefined).problems).toMatchObject([
      { severity: 'error', code: 'schedule-defaults-missing', port: 'defaults' },
    ]);
  });

  it('needs no model where all is chosen', () => {
    const { config, options } = resolveConfig(
      {
        ...asModel,
        sampler: 'ddim',
        spacing: 'leading',
        prediction: 'epsilon',
        betas: 'scaled_linear',
        zeroTerminalSnr: 'off',
      },
      undefined,
    );
    expect(options.spacing).toBe('leading');
    expect([config.beta_start, config.beta_end]).toEqual([0.00085, 0.012]);
  });

  it('asks a flow’s schedule for nothing that it does not read', () => {
    const choices = {
      ...asModel,
      sampler: 'flow-match-euler',
      prediction: 'flow_prediction',
    } as const;
    expect(inspectSchedule(choices, undefined).problems).toEqual([]);
  });

  it('takes what is chosen where the sampler reads it, and nowhere else', () => {
    const choices = { ...asModel, solverOrder: '3', warmUp: 'on', correctorType: 'bh1' } as const;
    expect(resolveConfig({ ...choices, sampler: 'unipc' }, model).config).toMatchObject({
      solver_order: 3,
      solver_type: 'bh1',
    });
    expect(resolveConfig({ ...choices, sampler: 'pndm' }, model).config).toMatchObject({
      skip_prk_steps: false,
    });
    expect(resolveConfig({ ...choices, sampler: 'ddim' }, model).config).toEqual(model);
  });

  it('turns the model’s Karras sigmas off by "as the timesteps"', () => {
    const karras = { ...model, use_karras_sigmas: true };
    const resolved = resolveConfig({ ...asModel, sampler: 'euler', sigmas: 'timesteps' }, karras);
    expect(resolved.config.use_karras_sigmas).toBe(false);
  });
});

describe('problems of a schedule', () => {
  const codes = (change: Partial<ScheduleChoices>) =>
    inspectSchedule({ ...asModel, ...change }, model).problems.map(
      (p) => `${p.severity} ${p.code}`,
    );

  it('has none as the model', () => expect(codes({})).toEqual([]));

  it('knows none while the model is not known', () => {
    expect(inspectSchedule(asModel, 'unknown').problems).toEqual([]);
  });

  it('leaves steps below 1 to the parameter', () => expect(codes({ steps: 0 })).toEqual([]));

  it('warns where no step runs', () => {
    expect(codes({ steps: 4, strength: 0.2 })).toEqual(['warning no-step-runs']);
    expect(codes({ strength: 0 })).toEqual(['warning no-step-runs']);
    expect(codes({ steps: 5, strength: 0.2 })).toEqual([]);
  });

  it('refuses a noise prediction that starts from noise alone', () => {
    const zero = { prediction: 'epsilon' } as const;
    expect(codes(zero)).toEqual(['error epsilon-at-zero-snr']);
    expect(codes({ ...zero, sampler: 'euler' })).toEqual([]);
    expect(codes({ ...zero, spacing: 'leading' })).toEqual([]);
    expect(codes({ ...zero, strength: 0.5 })).toEqual([]);
    expect(codes({ ...zero, zeroTerminalSnr: 'off' })).toEqual([]);
  });

  it('notes where a sampler leaves the betas as they are', () => {
    const note = (sampler: 'heun' | 'euler') =>
      inspectSchedule({ ...asModel, sampler }, model).note;
    expect(note('heun')).toBe('without its zero terminal SNR');
    expect(note('euler')).toBeUndefined();
  });

  it('warns of an eta that has no effect', () => {
    expect(codes({ eta: 0.5 })).toEqual([]);
    expect(codes({ eta: 0.5, sampler: 'heun' })).toEqual(['warning eta-without-effect']);
  });

  it.each([
    [{ sigmas: 'karras' }, 'sampler-without-sigmas'],
    [{ prediction: 'flow_prediction' }, 'prediction-not-taken'],
    [{ sampler: 'flow-match-euler' }, 'prediction-not-taken'],
    [{ sampler: 'pndm', prediction: 'sample' }, 'prediction-not-taken'],
  ] as const)('refuses %j before running', (change, code) => {
    expect(codes(change)).toEqual([`error ${code}`]);
  });
});

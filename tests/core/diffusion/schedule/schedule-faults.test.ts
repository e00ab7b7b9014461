import { inspectSchedule } from '@core/diffusion/schedule/schedule-problems';
import { schedulerConfigSchema } from '@core/models/scheduler-config';
import { expect, test } from 'vitest';

type Choices = Parameters<typeof inspectSchedule>[0];

/** Every parameter as the model says, but for some. */
const choices = (changed: Partial<Choices>): Choices => ({
  sampler: 'ddim',
  steps: 20,
  strength: 1,
  eta: 0,
  noiseSeed: 0,
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
  ...changed,
});

/** Fields that are right one by one; without the check, NaN pictures or a crash. */
const faults: readonly (readonly [
  what: string,
  config: object,
  changed: Partial<Choices>,
  code: string,
])[] = [
  [
    'betas so large that zero terminal SNR divides 0 by 0',
    { beta_end: 0.5, rescale_betas_zero_snr: true },
    {},
    'levels-not-numbers',
  ],
  [
    'one training timestep rescaled to zero terminal SNR',
    { num_train_timesteps: 1, rescale_betas_zero_snr: true },
    { steps: 1 },
    'levels-not-numbers',
  ],
  [
    'more steps than lambda_min_clipped leaves',
    { lambda_min_clipped: -1 },
    { sampler: 'dpmpp-2m', steps: 999 },
    'steps-clipped-away',
  ],
  [
    'flow sigmas spread beyond 1 by DPM++',
    { use_flow_sigmas: true },
    { sampler: 'dpmpp-2m', sigmas: 'karras' },
    'flow-sigmas-spread',
  ],
  [
    'flow sigmas spread beyond 1 by UniPC',
    { use_flow_sigmas: true },
    { sampler: 'unipc', sigmas: 'beta' },
    'flow-sigmas-spread',
  ],
];

test.each(faults)('%s: a reason, not a crash', (_what, config, changed, code) => {
  const { problems } = inspectSchedule(choices(changed), schedulerConfigSchema.parse(config));
  const errors = problems.filter(({ severity }) => severity === 'error');
  expect(errors.map((error) => error.code)).toEqual([code]);
  expect(errors[0]?.hint).toBeTruthy();
});

import { z } from 'zod';

/**
 * `scheduler/scheduler_config.json` in diffusers' terms: the fields that a sampler here reads,
 * those of its class and those it may meet of another. Unknown keys are kept.
 */

/** What came, short enough for a message. */
const came = (input: unknown): string =>
  input === undefined ? 'nothing came' : `${JSON.stringify(input)?.slice(0, 60)} came`;

const expecting = (what: string) => ({
  error: (issue: { readonly input?: unknown }) => `expected ${what}, ${came(issue.input)}`,
});

const oneOf = <const T extends readonly string[]>(options: T) =>
  z.enum(options, expecting(`one of ${options.join(', ')}`));
const flag = () => z.boolean(expecting('true or false'));

function number(what: string, fits: (value: number) => boolean = () => true) {
  const message = expecting(what);
  return z.number(message).refine(fits, message);
}
const positive = () => number('a number above 0', (x) => x > 0);
const share = () => number('a number between 0 and 1', (x) => x > 0 && x < 1);
const count = () => number('a whole number above 0', (x) => Number.isInteger(x) && x > 0);

export const predictionTypeSchema = oneOf(['epsilon', 'v_prediction', 'sample', 'flow_prediction']);
export type PredictionType = z.infer<typeof predictionTypeSchema>;

/** Where diffusers' class has another default than DDIM's and the fields below. */
const classDefaults: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  HeunDiscreteScheduler: { beta_start: 0.00085, beta_end: 0.012 },
  LCMScheduler: { beta_start: 0.00085, beta_end: 0.012, beta_schedule: 'scaled_linear' },
  FlowMatchEulerDiscreteScheduler: { prediction_type: 'flow_prediction' },
};

function withClassDefaults(json: unknown): unknown {
  const named = z.looseObject({ _class_name: z.string() }).safeParse(json);
  if (!named.success) return json;
  return { ...classDefaults[named.data._class_name], ...named.data };
}

const mostTrainTimesteps = 100_000;

const fieldsSchema = z.looseObject({
  _class_name: z.string(expecting('the name of a scheduler class')).optional(),
  // 1000 for nearly all; a table is made of them, so that a wild number would fill the memory.
  num_train_timesteps: number(
    `a whole number from 1 to ${mostTrainTimesteps}`,
    (x) => Number.isInteger(x) && x > 0 && x <= mostTrainTimesteps,
  ).default(1000),
  beta_start: share().default(0.0001),
  beta_end: share().default(0.02),
  beta_schedule: oneOf(['linear', 'scaled_linear', 'squaredcos_cap_v2']).default('linear'),
  trained_betas: z
    .array(
      number('betas between 0 and 1', (x) => x >= 0 && x <= 1),
      expecting('a list of betas'),
    )
    .nullish(),
  prediction_type: predictionTypeSchema.default('epsilon'),
  timestep_spacing: oneOf(['linspace', 'leading', 'trailing']).optional(),
  steps_offset: number('a whole number from 0', (x) => Number.isInteger(x) && x >= 0).default(0),
  rescale_betas_zero_snr: flag().default(false),
  clip_sample: flag().optional(),
  clip_sample_range: positive().optional(),
  thresholding: flag().optional(),
  dynamic_thresholding_ratio: number('a number from 0 to 1', (x) => x >= 0 && x <= 1).optional(),
  sample_max_value: positive().optional(),
  set_alpha_to_one: flag().optional(),
  // DDPM; DPM names the learned ones too, or null.
  variance_type: oneOf([
    'fixed_small',
    'fixed_small_log',
    'fixed_large',
    'fixed_large_log',
    'learned',
    'learned_range',
  ]).nullish(),
  // Samplers that step in sigma.
  use_karras_sigmas: flag().nullish(),
  use_exponential_sigmas: flag().nullish(),
  use_beta_sigmas: flag().nullish(),
  sigma_min: positive().nullish(),
  sigma_max: positive().nullish(),
  final_sigmas_type: oneOf(['zero', 'sigma_min']).optional(),
  interpolation_type: oneOf(['linear', 'log_linear']).optional(),
  timestep_type: oneOf(['discrete', 'continuous']).optional(),
  // PNDM.
  skip_prk_steps: flag().optional(),
  // DPM++ and UniPC.
  algorithm_type: oneOf([
    'dpmsolver',
    'dpmsolver++',
    'sde-dpmsolver',
    'sde-dpmsolver++',
    'deis',
  ]).optional(),
  solver_order: number('1, 2 or 3', (x) => [1, 2, 3].includes(x)).optional(),
  solver_type: oneOf(['midpoint', 'heun', 'bh1', 'bh2', 'logrho']).optional(),
  lower_order_final: flag().optional(),
  euler_at_final: flag().optional(),
  use_lu_lambdas: flag().nullish(),
  // diffusers writes -Infinity where nothing is clipped.
  lambda_min_clipped: z
    .union([z.literal(Number.NEGATIVE_INFINITY), number('a number')], expecting('a number'))
    .nullish(),
  use_flow_sigmas: flag().nullish(),
  flow_shift: positive().nullish(),
  predict_x0: flag().optional(),
  disable_corrector: z.array(z.number().int(), expecting('a list of step numbers')).optional(),
  // LCM.
  original_inference_steps: count().optional(),
  timestep_scaling: positive().optional(),
  // FlowMatchEuler.
  shift: positive().optional(),
  use_dynamic_shifting: flag().nullish(),
  base_shift: number('a number').nullish(),
  max_shift: number('a number').nullish(),
  base_image_seq_len: count().optional(),
  max_image_seq_len: count().optional(),
  shift_terminal: number('a number from 0 to 1', (x) => x >= 0 && x < 1).nullish(),
  time_shift_type: oneOf(['exponential', 'linear']).optional(),
  invert_sigmas: flag().nullish(),
  stochastic_sampling: flag().nullish(),
});

type Fields = z.infer<typeof fieldsSchema>;

/** Fields that are right alone and wrong together. */
function contradiction(
  config: Fields,
): { readonly field: string; readonly message: string } | null {
  const { trained_betas: betas, num_train_timesteps: steps } = config;
  if (betas && betas.length !== steps) {
    return {
      field: 'trained_betas',
      message: `expected ${steps} betas as num_train_timesteps says, ${betas.length} came`,
    };
  }
  const spacings = ['use_karras_sigmas', 'use_exponential_sigmas', 'use_beta_sigmas'] as const;
  const on = spacings.filter((field) => config[field]);
  if (on.length > 1) {
    return {
      field: on[1] ?? '',
      message: `expected one of ${spacings.join(', ')}, ${on.join(' and ')} came`,
    };
  }
  return null;
}

/** @throws ZodError naming the field, what was expected and what came. */
export const schedulerConfigSchema = z.preprocess(
  withClassDefaults,
  fieldsSchema.superRefine((config, context) => {
    const fault = contradiction(config);
    if (fault) context.addIssue({ code: 'custom', path: [fault.field], message: fault.message });
  }),
);
export type SchedulerConfig = Fields;

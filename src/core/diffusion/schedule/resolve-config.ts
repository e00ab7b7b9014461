import { NodeFailure } from '../../errors';
import {
  type PredictionType,
  type SchedulerConfig,
  schedulerConfigSchema,
} from '../../models/manifest';
import type { SamplerId, SigmaSpacing } from '../../values';
import { samplerOfConfig, samplers } from '../samplers/index';
import type { SamplerOption } from '../samplers/sampler';
import type { ScheduleOptions } from './schedule';
import type { Spacing } from './timesteps';

/** What the Schedule node lets a user override; `model` follows the wired defaults. */
export interface ScheduleChoices {
  readonly sampler: 'model' | SamplerId;
  readonly steps: number;
  readonly strength: number;
  readonly eta: number;
  readonly noiseSeed: number;
  readonly spacing: 'model' | Spacing;
  /** `timesteps`: as they are spaced, whatever the model says. */
  readonly sigmas: SigmaSpacing | 'timesteps';
  readonly prediction: 'model' | PredictionType;
  readonly betas: 'model' | SchedulerConfig['beta_schedule'];
  readonly zeroTerminalSnr: 'model' | 'on' | 'off';
  readonly finalSigma: 'model' | NonNullable<SchedulerConfig['final_sigmas_type']>;
  readonly variance: 'model' | 'fixed_small' | 'fixed_large';
  readonly solverOrder: 'model' | '1' | '2' | '3';
  /** Of DPM++. */
  readonly solverType: 'model' | 'midpoint' | 'heun';
  /** Of UniPC. */
  readonly correctorType: 'model' | 'bh1' | 'bh2';
  readonly warmUp: 'model' | 'on' | 'off';
  /** 0: as the model. */
  readonly originalSteps: number;
  /** 0: as the model. */
  readonly shift: number;
  /** 0: not given. */
  readonly imageTokens: number;
}

/** The ranges each curve is used with; a model's own range means nothing on another curve. */
const usualRange = {
  scaled_linear: { beta_start: 0.00085, beta_end: 0.012 },
  linear: { beta_start: 0.0001, beta_end: 0.02 },
  squaredcos_cap_v2: {},
} as const satisfies Record<SchedulerConfig['beta_schedule'], object>;

const choicesByModel = {
  sampler: 'Sampler',
  spacing: 'Spacing',
  prediction: 'Prediction',
  betas: 'Betas',
  zeroTerminalSnr: 'Zero terminal SNR',
} as const;

/** Flow models have no betas: their noise levels are spread by a shift alone. */
export const readsBetas = (sampler: unknown): boolean => sampler !== 'flow-match-euler';

/** Fields that say "as the model" and that the sampler reads. */
function followed(choices: ScheduleChoices): string[] {
  const unread = ['spacing', 'betas', 'zeroTerminalSnr'];
  return Object.entries(choicesByModel)
    .filter(([key]) => readsBetas(choices.sampler) || !unread.includes(key))
    .filter(([key]) => Object.entries(choices).some(([k, value]) => k === key && value === 'model'))
    .map(([, title]) => title);
}

const failure = (fields: readonly string[]) =>
  new NodeFailure({
    code: 'schedule-defaults-missing',
    message: `${fields.join(', ')} ${fields.length === 1 ? 'follows' : 'follow'} the model, but no model’s schedule is wired.`,
    hint: 'Wire Schedule defaults of Load pipeline, or choose a value.',
    port: 'defaults',
  });

/** @throws NodeFailure where the model's config names a sampler that is not here, or none. */
function samplerOf(chosen: 'model' | SamplerId, config: SchedulerConfig): SamplerId {
  if (chosen !== 'model') return chosen;
  const named = samplerOfConfig(config);
  if (named) return named;
  const what = config._class_name;
  throw new NodeFailure({
    code: 'sampler-unknown',
    message: what
      ? `The model’s schedule names the sampler ${what}, which is not here.`
      : 'The model’s schedule names no sampler.',
    hint: 'Choose a sampler; Euler and DPM++ 2M suit most models.',
  });
}

/** The fields of the config that a user chose, where the sampler reads them. */
function chosenFields(choices: ScheduleChoices, sampler: SamplerId): Partial<SchedulerConfig> {
  const { finalSigma, variance, solverOrder, warmUp } = choices;
  const solverType = sampler === 'unipc' ? choices.correctorType : choices.solverType;
  const fields = {
    final_sigmas_type: finalSigma === 'model' ? undefined : finalSigma,
    variance_type: variance === 'model' ? undefined : variance,
    solver_order: solverOrder === 'model' ? undefined : Number(solverOrder),
    solver_type: solverType === 'model' ? undefined : solverType,
    skip_prk_steps: warmUp === 'model' ? undefined : warmUp === 'off',
    original_inference_steps: choices.originalSteps || undefined,
    shift: choices.shift || undefined,
  } satisfies Record<SamplerOption, unknown>;
  const read: readonly string[] = samplers[sampler].options;
  return Object.fromEntries(
    Object.entries(fields).filter(([field, value]) => value !== undefined && read.includes(field)),
  );
}

const ownSigmas = {
  use_karras_sigmas: false,
  use_exponential_sigmas: false,
  use_beta_sigmas: false,
} as const;

export interface ResolvedSchedule {
  readonly config: SchedulerConfig;
  readonly options: ScheduleOptions;
}

/**
 * The config and the options a schedule is made from. A predicted latent is clipped only where the
 * model says so: the default of diffusers' classes is for pixels, and its latent pipelines turn it off.
 * @throws NodeFailure when something follows the model and no defaults are wired, or they name no
 * sampler that is here.
 */
export function resolveConfig(
  choices: ScheduleChoices,
  defaults: SchedulerConfig | undefined,
): ResolvedSchedule {
  const open = followed(choices);
  if (!defaults && open.length > 0) throw failure(open);
  const base = defaults ?? schedulerConfigSchema.parse({});
  const sampler = samplerOf(choices.sampler, base);
  const { betas, prediction, zeroTerminalSnr, sigmas, spacing } = choices;
  const otherCurve = betas !== 'model' && (betas !== base.beta_schedule || !defaults);
  const config: SchedulerConfig = {
    ...base,
    clip_sample: base.clip_sample ?? false,
    ...(otherCurve && { beta_schedule: betas, trained_betas: null, ...usualRange[betas] }),
    ...(prediction !== 'model' && { prediction_type: prediction }),
    ...(zeroTerminalSnr !== 'model' && { rescale_betas_zero_snr: zeroTerminalSnr === 'on' }),
    ...(sigmas === 'timesteps' && ownSigmas),
    ...chosenFields(choices, sampler),
  };
  const { steps, strength, eta, noiseSeed, imageTokens } = choices;
  return {
    config,
    options: {
      sampler,
      steps,
      strength,
      eta,
      noiseSeed,
      imageTokens,
      spacing: spacing === 'model' ? undefined : spacing,
      sigmaSpacing: sigmas === 'timesteps' ? undefined : sigmas,
    },
  };
}

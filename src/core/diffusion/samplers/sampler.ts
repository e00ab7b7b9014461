import type { PredictionType, SchedulerConfig } from '../../models/manifest';
import type { NoiseLevel } from '../../ports/port-type';
import type { FloatTensor, PredictionValue, Schedule, SigmaSpacing } from '../../values';
import type { Spacing } from '../schedule/timesteps';

/** What a sampler puts into a schedule; the rest is the same for all. */
export type Levels = Pick<
  Schedule,
  'timesteps' | 'sigmas' | 'alphasCumprod' | 'finalAlphaCumprod' | 'initNoiseSigma'
> & {
  /** Where strength begins, for a sampler that does not simply skip `order` entries a step. */
  readonly startIndex?: number;
};

export interface LevelOptions {
  /** Asked for, 1 .. T. The list of timesteps may be longer (Heun, PNDM). */
  readonly steps: number;
  readonly spacing: Spacing;
  /** `model` or one of the sampler's `sigmaSpacings`: what the config says is already settled. */
  readonly sigmaSpacing: SigmaSpacing;
  /** 0..1; only for samplers that spread their steps over what it leaves (LCM). */
  readonly strength: number;
  /** Tokens of the picture, for flow models whose shift grows with the picture. */
  readonly imageTokens?: number;
}

/** Fields of the config that Schedule lets a user choose where the sampler reads them. */
export type SamplerOption =
  | 'variance_type'
  | 'final_sigmas_type'
  | 'solver_order'
  | 'solver_type'
  | 'skip_prk_steps'
  | 'original_inference_steps'
  | 'shift';

export interface StepArgs {
  readonly schedule: Schedule;
  /** Into `schedule.timesteps`. */
  readonly index: number;
  /** `[B, C, h, w]` at the noise level of `index`. */
  readonly sample: FloatTensor;
  readonly prediction: Pick<PredictionValue, 'tensor' | 'parameterisation'>;
  /** What the step before gave; `undefined` at the first that runs, whatever its index. */
  readonly state: unknown;
}

export interface StepResult {
  /** At the noise level of `index + 1`, or clean after the last. */
  readonly sample: FloatTensor;
  readonly predictedClean: FloatTensor;
  /** Never written into: a step makes a new one. */
  readonly state: unknown;
}

/** A sampler is a pure function of (state, sample, prediction, index) and what it needs around it. */
export interface Sampler {
  readonly title: string;
  /** One line for the Schedule node. */
  readonly doc: string;
  /** The class of diffusers it equals. */
  readonly className: string;
  /** Whether a config that names `className` means this sampler; absent: it does. */
  isMeantBy?(config: SchedulerConfig): boolean;
  /** Where the model's config names none: diffusers' default of the class. */
  readonly defaultSpacing: Spacing;
  /** Entries of `timesteps` a step takes where strength skips some: diffusers' `order`. */
  readonly order: 1 | 2;
  readonly predictions: readonly PredictionType[];
  /** Other ways to spread its sigmas; none: it steps along alphas. */
  readonly sigmaSpacings: readonly Exclude<SigmaSpacing, 'model'>[];
  /** When it draws fresh noise: never, with eta above 0, or at its steps. */
  readonly noise: 'none' | 'eta' | 'always';
  /** Whether diffusers' class rescales betas to zero terminal SNR: others ignore the config there. */
  readonly rescalesInReference: boolean;
  /** Takes the betas as they are where the config asks for zero terminal SNR. */
  readonly ignoresZeroSnr?: true;
  readonly options: readonly SamplerOption[];
  /** @throws NodeFailure for a config it cannot follow. */
  levels(config: SchedulerConfig, options: LevelOptions): Levels;
  /** What the latent is multiplied by before the U-Net sees it. */
  inputScale(schedule: Schedule, index: number): number;
  /** x_t = signal * clean + noise * gaussian. */
  noiseLevel(schedule: Schedule, index: number): NoiseLevel;
  step(args: StepArgs): StepResult;
}

/** A place in a schedule's list that must be there: anything else is a bug. */
export function at(list: ArrayLike<number> | undefined, index: number): number {
  const value = list?.[index];
  if (value === undefined) throw new RangeError(`no entry ${index} in the schedule`);
  return value;
}

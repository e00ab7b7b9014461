import type { SchedulerConfig } from '../../models/manifest';
import type { FloatTensor, PredictionValue, Schedule } from '../../values';
import type { Spacing } from '../timesteps';

/** What a sampler puts into a schedule; the rest is the same for all. */
export type Levels = Pick<
  Schedule,
  'timesteps' | 'sigmas' | 'alphasCumprod' | 'finalAlphaCumprod' | 'initNoiseSigma'
>;

export interface StepArgs {
  readonly schedule: Schedule;
  /** Into `schedule.timesteps`. */
  readonly index: number;
  /** `[B, C, h, w]` at the noise level of `index`. */
  readonly sample: FloatTensor;
  readonly prediction: Pick<PredictionValue, 'tensor' | 'parameterisation'>;
  /** What the step before gave; `undefined` at the first. */
  readonly state: unknown;
}

export interface StepResult {
  /** At the noise level of `index + 1`, or clean after the last. */
  readonly sample: FloatTensor;
  readonly predictedClean: FloatTensor;
  readonly state: unknown;
}

/** A sampler is a pure function of (state, sample, prediction, index) and what it needs around it. */
export interface Sampler {
  /** Where the model's config names none: diffusers' default of the class. */
  readonly defaultSpacing: Spacing;
  levels(config: SchedulerConfig, steps: number, spacing: Spacing): Levels;
  /** What the latent is multiplied by before the U-Net sees it. */
  inputScale(schedule: Schedule, index: number): number;
  /** x_t = signal * clean + noise * gaussian. */
  noiseLevel(
    schedule: Schedule,
    index: number,
  ): { readonly signal: number; readonly noise: number };
  step(args: StepArgs): StepResult;
}

/** A place in a schedule's list that must be there: anything else is a bug. */
export function at(list: ArrayLike<number> | undefined, index: number): number {
  const value = list?.[index];
  if (value === undefined) throw new RangeError(`no entry ${index} in the schedule`);
  return value;
}

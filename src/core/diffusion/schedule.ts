import { NodeFailure } from '../errors';
import type { SchedulerConfig } from '../models/manifest';
import type { Schedule } from '../values';
import { samplers } from './samplers';
import type { Spacing } from './timesteps';

export interface ScheduleOptions {
  readonly sampler: Schedule['sampler'];
  /** 1 .. T of the config. */
  readonly steps: number;
  /** Absent: the config's own, else the sampler's default. */
  readonly spacing?: Spacing;
  /** 0..1; below 1 only the last steps run. */
  readonly strength: number;
  readonly eta: number;
  readonly noiseSeed: number;
}

/** As diffusers' image to image: the last int(steps * strength) steps run. */
export const startIndexOf = (steps: number, strength: number): number =>
  Math.max(0, steps - Math.min(Math.floor(steps * strength), steps));

/**
 * @throws NodeFailure for steps outside 1 .. T, and where an offset leads beyond the last timestep
 * that has a noise level.
 */
export function makeSchedule(config: SchedulerConfig, options: ScheduleOptions): Schedule {
  const { sampler: id, steps, strength, eta, noiseSeed } = options;
  const trainSteps = config.num_train_timesteps;
  if (!Number.isInteger(steps) || steps < 1 || steps > trainSteps) {
    throw new NodeFailure({
      code: 'steps-out-of-range',
      message: `Steps must be a whole number from 1 to ${trainSteps}; this is ${steps}.`,
      hint: 'Set Steps in Schedule; 20 to 30 is usual.',
    });
  }
  const sampler = samplers[id];
  const spacing = options.spacing ?? config.timestep_spacing ?? sampler.defaultSpacing;
  const levels = sampler.levels(config, steps, spacing);
  const highest = Math.max(...levels.timesteps);
  const last = levels.alphasCumprod.length - 1;
  if (highest > last) {
    throw new NodeFailure({
      code: 'timestep-out-of-range',
      message: `${steps} steps with ${spacing} spacing begin at timestep ${highest}; the model's schedule ends at ${last}.`,
      hint: 'Take fewer steps, or choose trailing spacing.',
    });
  }
  return {
    sampler: id,
    config,
    predictionType: config.prediction_type,
    ...levels,
    startIndex: startIndexOf(steps, strength),
    strength,
    eta: id === 'ddim' ? eta : 0,
    noiseSeed,
  };
}

/** Steps that run: all of them at strength 1. */
export const iterationsOf = (schedule: Schedule): number =>
  schedule.timesteps.length - schedule.startIndex;

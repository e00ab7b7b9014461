import { NodeFailure } from '../../errors';
import type { SchedulerConfig } from '../../models/manifest';
import type { NoiseLevel } from '../../ports/port-type';
import type { SamplerId, Schedule, SigmaSpacing } from '../../values';
import { samplers } from '../samplers/index';
import type { Levels, Sampler } from '../samplers/sampler';
import { checkPrediction } from './prediction';
import type { Spacing } from './timesteps';

/** What the Steps parameter of Schedule allows; the model's training timesteps may be fewer. */
export const mostSteps = 1000;

export interface ScheduleOptions {
  readonly sampler: SamplerId;
  /** 1 .. T of the config. */
  readonly steps: number;
  /** Absent: the config's own, else the sampler's default. */
  readonly spacing?: Spacing;
  /** Absent: what the config says. */
  readonly sigmaSpacing?: SigmaSpacing;
  /** 0..1; below 1 only the last steps run. */
  readonly strength: number;
  readonly eta: number;
  readonly noiseSeed: number;
  /** Tokens of the picture: only flow models whose shift grows with it need them. */
  readonly imageTokens?: number;
}

/** The first step that runs. As diffusers' image to image: the last int(steps * strength) do. */
export const startStepOf = (steps: number, strength: number): number =>
  Math.max(0, steps - Math.min(Math.floor(steps * strength), steps));

function configuredSpacing(config: SchedulerConfig): SigmaSpacing {
  if (config.use_karras_sigmas) return 'karras';
  if (config.use_exponential_sigmas) return 'exponential';
  return config.use_beta_sigmas ? 'beta' : 'model';
}

/** A sampler without sigmas ignores what the config says of them, as diffusers' class does. */
function sigmaSpacingOf(
  sampler: Sampler,
  config: SchedulerConfig,
  chosen: SigmaSpacing | undefined,
): SigmaSpacing {
  const has = (spacing: SigmaSpacing) => sampler.sigmaSpacings.some((one) => one === spacing);
  if (chosen !== undefined && chosen !== 'model') {
    if (has(chosen)) return chosen;
    throw new NodeFailure({
      code: 'sampler-without-sigmas',
      message: `${sampler.title} cannot spread its noise levels by ${chosen} sigmas.`,
      hint: 'In Schedule, set Sigmas to As the model, or choose Euler, Heun or DPM++ 2M.',
    });
  }
  const configured = configuredSpacing(config);
  return has(configured) ? configured : 'model';
}

/** Betas that are right one by one may leave no noise level to step along. */
function requireLevels({ title }: Sampler, config: SchedulerConfig, levels: Levels): void {
  const noise = [...(levels.sigmas ?? []), ...levels.alphasCumprod];
  const isLevel = (value: number) => Number.isFinite(value) && value >= 0;
  // A continuous timestep is a logarithm and may be below 0.
  if (noise.every(isLevel) && levels.timesteps.every(Number.isFinite)) return;
  const { beta_start, beta_end, num_train_timesteps } = config;
  throw new NodeFailure({
    code: 'levels-not-numbers',
    message: `${title} finds no noise levels: betas from ${beta_start} to ${beta_end} over ${num_train_timesteps} training timesteps give none, or too much noise too soon.`,
    hint: 'Mend scheduler_config.json (0.00085 to 0.012 over 1000 is usual), or choose Betas in Schedule.',
  });
}

/**
 * @throws NodeFailure for steps outside 1 .. T, predictions and sigmas that the sampler cannot take,
 * and where an offset leads beyond the last timestep that has a noise level.
 */
export function makeSchedule(config: SchedulerConfig, options: ScheduleOptions): Schedule {
  const { sampler: id, steps, strength, eta, noiseSeed } = options;
  const trainSteps = config.num_train_timesteps;
  if (!Number.isInteger(steps) || steps < 1 || steps > trainSteps) {
    throw new NodeFailure({
      code: 'steps-out-of-range',
      message: `The model was trained on ${trainSteps} timesteps, so Steps is a whole number from 1 to ${trainSteps}; this is ${steps}.`,
      hint: `Set Steps in Schedule to ${trainSteps} or less; 20 to 30 is usual.`,
    });
  }
  const sampler = samplers[id];
  checkPrediction(sampler, config.prediction_type);
  const spacing = options.spacing ?? config.timestep_spacing ?? sampler.defaultSpacing;
  const sigmaSpacing = sigmaSpacingOf(sampler, config, options.sigmaSpacing);
  const { startIndex, ...levels } = sampler.levels(config, {
    steps,
    spacing,
    sigmaSpacing,
    strength,
    imageTokens: options.imageTokens,
  });
  requireLevels(sampler, config, levels);
  const highest = Math.max(...levels.timesteps);
  const last = trainSteps - 1;
  // Flow models count to T, where nothing is left of the picture.
  if (highest > last && config.prediction_type !== 'flow_prediction') {
    throw new NodeFailure({
      code: 'timestep-out-of-range',
      message: `${steps} ${steps === 1 ? 'step' : 'steps'} with ${spacing} spacing begin at timestep ${highest}; the model's schedule ends at ${last}.`,
      hint: 'Take fewer steps, or choose trailing spacing.',
    });
  }
  const startStep = startStepOf(steps, strength);
  const begin = startStep === steps ? levels.timesteps.length : startStep * sampler.order;
  return {
    sampler: id,
    config,
    predictionType: config.prediction_type,
    steps,
    sigmaSpacing,
    ...levels,
    startIndex: startIndex ?? begin,
    strength,
    eta: sampler.noise === 'eta' ? eta : 0,
    noiseSeed,
  };
}

/** Of the first step that runs; where none does, that of a clean latent. */
export const startLevel = (schedule: Schedule): NoiseLevel =>
  iterationsOf(schedule) > 0
    ? samplers[schedule.sampler].noiseLevel(schedule, schedule.startIndex)
    : { signal: 1, noise: 0 };

/** Runs of the U-Net: all of the list at strength 1. */
export const iterationsOf = (schedule: Schedule): number =>
  schedule.timesteps.length - schedule.startIndex;

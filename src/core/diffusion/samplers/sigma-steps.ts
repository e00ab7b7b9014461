import { NodeFailure } from '../../errors';
import type { PredictionType, SchedulerConfig } from '../../models/manifest';
import type { FloatTensor, PredictionValue, Schedule } from '../../values';
import { spacedTimesteps } from '../schedule/timesteps';
import {
  sigmaOfTimestep,
  spreadSigmas,
  type TrainingSigmas,
  timestepsOfSigmas,
  trainingSigmas,
} from '../schedule/training-sigmas';
import { combine } from '../tensor';
import { at, type LevelOptions, type Sampler } from './sampler';

/** What the Euler family has in common: it steps in sigma, x = x0 + sigma * eps. */

export const sigmaAt = (schedule: Schedule, index: number): number => at(schedule.sigmas, index);

/** The U-Net sees the sample divided by sqrt(sigma^2 + 1). */
export const sigmaScale = {
  inputScale: (schedule: Schedule, index: number) =>
    1 / Math.sqrt(sigmaAt(schedule, index) ** 2 + 1),
  noiseLevel: (schedule: Schedule, index: number) => ({
    signal: 1,
    noise: sigmaAt(schedule, index),
  }),
} as const satisfies Pick<Sampler, 'inputScale' | 'noiseLevel'>;

export interface SigmaLevels {
  /** float32, may be fractional. */
  readonly timesteps: readonly number[];
  /** float32, one a timestep. */
  readonly sigmas: readonly number[];
  readonly training: TrainingSigmas;
}

/** Timesteps as spaced with the sigmas there, or the sigmas spread anew with the timesteps there. */
export function sigmaLevels(
  config: SchedulerConfig,
  { steps, spacing, sigmaSpacing }: LevelOptions,
): SigmaLevels {
  const training = trainingSigmas(config);
  const { num_train_timesteps: trainSteps, steps_offset: offset } = config;
  const spaced = spacedTimesteps(spacing, steps, trainSteps, offset).map(Math.fround);
  const plain = spaced.map((t) => sigmaOfTimestep(training.sigmas, t));
  if (sigmaSpacing === 'model') {
    return { timesteps: spaced, sigmas: plain.map(Math.fround), training };
  }
  const ends = [at(plain, 0), at(plain, steps - 1)] as const;
  const sigmas = spreadSigmas(config, sigmaSpacing, ends, steps);
  return {
    timesteps: timestepsOfSigmas(training.sigmas, sigmas).map(Math.fround),
    sigmas: sigmas.map(Math.fround),
    training,
  };
}

/** What unit noise is multiplied by: leading spacing does not begin at the last timestep. */
export function firstSigma(spacing: LevelOptions['spacing'], sigmas: readonly number[]): number {
  const largest = Math.max(...sigmas);
  return spacing === 'leading' ? Math.sqrt(largest * largest + 1) : largest;
}

/** clean = [0] * sample + [1] * prediction, in terms of sigma. */
function cleanCoefficients(type: PredictionType, sigma: number): readonly [number, number] {
  switch (type) {
    case 'epsilon':
      return [1, -sigma];
    case 'v_prediction':
      return [1 / (sigma * sigma + 1), -sigma / Math.sqrt(sigma * sigma + 1)];
    case 'sample':
      return [0, 1];
    case 'flow_prediction':
      throw new NodeFailure({
        code: 'prediction-not-taken',
        message: 'A flow prediction cannot be stepped by the Euler samplers for noise levels.',
        hint: 'In Schedule, choose the sampler Flow match Euler.',
      });
  }
}

/** The clean latent that a prediction at noise level sigma means. */
export function cleanAtSigma(
  sample: FloatTensor,
  prediction: Pick<PredictionValue, 'tensor' | 'parameterisation'>,
  sigma: number,
): FloatTensor {
  const [fromSample, fromPrediction] = cleanCoefficients(prediction.parameterisation, sigma);
  return combine(fromSample, sample, fromPrediction, prediction.tensor);
}

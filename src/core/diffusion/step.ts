import { NodeFailure } from '../errors';
import type { LatentValue, PredictionValue, TimestepValue } from '../values';
import { samplers } from './samplers';
import { dimsText } from './tensor';

export interface LatentStep {
  readonly latent: LatentValue;
  readonly predictedClean: LatentValue;
  /** For the next step's `state`. */
  readonly state: unknown;
}

/**
 * One step of the schedule's sampler: what Sampler step and Denoise both run.
 * @throws NodeFailure when latent and prediction differ in size.
 */
export function stepLatent(
  { schedule, index }: TimestepValue,
  latent: LatentValue,
  prediction: PredictionValue,
  state: unknown,
): LatentStep {
  const sample = latent.tensor;
  if (dimsText(sample.dims) !== dimsText(prediction.tensor.dims)) {
    throw new NodeFailure({
      code: 'prediction-mismatch',
      message: `The latent is ${dimsText(sample.dims)}, the prediction ${dimsText(prediction.tensor.dims)}.`,
      hint: 'Wire the latent that the prediction was made for.',
      port: 'prediction',
    });
  }
  const next = samplers[schedule.sampler].step({ schedule, index, sample, prediction, state });
  return {
    latent: { ...latent, tensor: next.sample, content: 'noised' },
    predictedClean: { ...latent, tensor: next.predictedClean, content: 'clean' },
    state: next.state,
  };
}

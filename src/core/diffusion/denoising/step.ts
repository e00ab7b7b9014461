import { atPort, NodeFailure } from '../../errors';
import type { PredictionType } from '../../models/manifest';
import type { PortProblem } from '../../node-definition';
import {
  type LatentValue,
  type PredictionValue,
  samplerIds,
  type TimestepValue,
} from '../../values';
import { samplers } from '../samplers/index';
import { checkPrediction } from '../schedule/prediction';
import { dimsText } from '../tensor';

export interface LatentStep {
  readonly latent: LatentValue;
  readonly predictedClean: LatentValue;
  /** For the next step's `state`. */
  readonly state: unknown;
}

/**
 * One step of the schedule's sampler: what Sampler step and Denoise both run.
 * @throws NodeFailure when latent and prediction differ in size, and for a kind of prediction that
 * the sampler cannot take.
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
  const sampler = samplers[schedule.sampler];
  checkPrediction(sampler, prediction.parameterisation);
  const next = atPort('prediction', () =>
    sampler.step({ schedule, index, sample, prediction, state }),
  );
  return {
    latent: { ...latent, tensor: next.sample, content: 'noised' },
    predictedClean: { ...latent, tensor: next.predictedClean, content: 'clean' },
    state: next.state,
  };
}

/** Whether a sampler takes such a prediction, as far as both are known. */
export function stepProblems(
  sampler: string | undefined,
  type: PredictionType | undefined,
): PortProblem[] {
  const id = samplerIds.find((one) => one === sampler);
  if (!id || !type) return [];
  try {
    checkPrediction(samplers[id], type);
    return [];
  } catch (error) {
    if (!(error instanceof NodeFailure)) throw error;
    return [{ ...error.error, severity: 'error', port: 'prediction' }];
  }
}

import { atPort, NodeFailure } from '../../errors';
import type { FloatTensor, LatentValue, PredictionValue, TimestepValue } from '../../values';
import { samplers } from '../samplers/index';
import { combine, dimsText } from '../tensor';
import { predictionCoefficients } from './prediction';

export interface ConvertedPrediction {
  readonly epsilon: PredictionValue;
  readonly sample: PredictionValue;
  /** v; of a flow model its flow. */
  readonly velocity: PredictionValue;
  readonly clean: LatentValue;
}

const prediction = (
  tensor: FloatTensor,
  parameterisation: PredictionValue['parameterisation'],
): PredictionValue => ({ kind: 'prediction', tensor, parameterisation });

/** Noise and clean latent that a prediction means, x = signal * clean + noise * eps. */
function parts(
  given: PredictionValue,
  x: FloatTensor,
  { signal, noise }: { readonly signal: number; readonly noise: number },
): { readonly clean: FloatTensor; readonly epsilon: FloatTensor } {
  if (given.parameterisation === 'flow_prediction') {
    // v = eps - x0 and x = (1 - sigma) x0 + sigma eps: Lipman et al. 2023, Liu et al. 2023.
    return {
      clean: combine(1, x, -noise, given.tensor),
      epsilon: combine(1, x, signal, given.tensor),
    };
  }
  // The U-Net's own scale, where signal and noise have squares that add up to 1.
  const size = Math.hypot(signal, noise);
  const of = predictionCoefficients(given.parameterisation, (signal / size) ** 2);
  return {
    clean: combine(of.clean[0] / size, x, of.clean[1], given.tensor),
    epsilon: combine(of.noise[0] / size, x, of.noise[1], given.tensor),
  };
}

/**
 * A prediction in all its meanings: noise, clean latent and velocity say the same of a noisy latent
 * whose noise level is known (Salimans and Ho 2022, section 4).
 * @throws NodeFailure where latent and prediction differ in size, for a noise prediction at zero
 * terminal SNR, and for a flow prediction on a schedule that is not a flow's.
 */
export function convertPrediction(
  given: PredictionValue,
  latent: LatentValue,
  { schedule, index }: TimestepValue,
): ConvertedPrediction {
  const x = latent.tensor;
  if (dimsText(x.dims) !== dimsText(given.tensor.dims)) {
    throw new NodeFailure({
      code: 'prediction-mismatch',
      message: `The latent is ${dimsText(x.dims)}, the prediction ${dimsText(given.tensor.dims)}.`,
      hint: 'Wire the latent that the prediction was made for.',
      port: 'prediction',
    });
  }
  const isFlow = schedule.predictionType === 'flow_prediction';
  if (isFlow !== (given.parameterisation === 'flow_prediction')) {
    throw new NodeFailure({
      code: 'prediction-not-taken',
      message: isFlow
        ? 'The schedule is a flow’s, and this prediction is none.'
        : 'This prediction is a flow, and the schedule is not a flow’s.',
      hint: 'Use one model and its schedule in the whole loop.',
      port: 'prediction',
    });
  }
  const level = samplers[schedule.sampler].noiseLevel(schedule, index);
  const { clean, epsilon } = atPort('prediction', () => parts(given, x, level));
  const size = Math.hypot(level.signal, level.noise);
  const velocity = isFlow
    ? combine(1, epsilon, -1, clean)
    : combine(level.signal / size, epsilon, -level.noise / size, clean);
  return {
    epsilon: prediction(epsilon, 'epsilon'),
    sample: prediction(clean, 'sample'),
    velocity: prediction(velocity, isFlow ? 'flow_prediction' : 'v_prediction'),
    clean: { ...latent, tensor: clean, content: 'clean' },
  };
}

import { NodeFailure } from '../../errors';
import type { PredictionType } from '../../models/manifest';
import type { Sampler } from '../samplers/sampler';

const predictionNames = {
  epsilon: 'noise (epsilon)',
  v_prediction: 'velocity (v)',
  sample: 'the clean latent (x0)',
  flow_prediction: 'a flow',
} as const satisfies Record<PredictionType, string>;

/** @throws NodeFailure where the sampler cannot step by such a prediction. */
export function checkPrediction({ title, predictions }: Sampler, type: PredictionType): void {
  if (predictions.includes(type)) return;
  const takes = predictions.map((one) => predictionNames[one]).join(', ');
  throw new NodeFailure({
    code: 'prediction-not-taken',
    message: `The prediction is ${predictionNames[type]}; ${title} takes ${takes}.`,
    hint:
      type === 'flow_prediction'
        ? 'In Schedule, choose the sampler Flow match Euler.'
        : 'In Schedule, choose another sampler.',
  });
}

/**
 * Coefficients that turn a prediction into the clean latent and the noise, with
 * x_t = sqrt(a) x0 + sqrt(1 - a) eps and v = sqrt(a) eps - sqrt(1 - a) x0 (Salimans and Ho 2022).
 * clean = clean[0] * sample + clean[1] * prediction; noise likewise.
 */
export interface PredictionCoefficients {
  readonly clean: readonly [sample: number, prediction: number];
  readonly noise: readonly [sample: number, prediction: number];
}

/**
 * @param alphaCumprod a, 0..1. At 0 (zero terminal SNR) noise says nothing of the image.
 * @throws NodeFailure for an epsilon prediction at a = 0, and a clean one at a = 1.
 */
export function predictionCoefficients(
  type: PredictionType,
  alphaCumprod: number,
): PredictionCoefficients {
  const signal = Math.sqrt(alphaCumprod);
  const noise = Math.sqrt(1 - alphaCumprod);
  switch (type) {
    case 'v_prediction':
      return { clean: [signal, -noise], noise: [noise, signal] };
    case 'epsilon':
      if (signal === 0) {
        throw new NodeFailure({
          code: 'epsilon-at-zero-snr',
          message:
            'At zero terminal SNR the first timestep is noise alone, and a noise prediction says nothing of the image there.',
          hint: 'In Schedule, turn zero terminal SNR off or choose leading spacing.',
        });
      }
      return { clean: [1 / signal, -noise / signal], noise: [0, 1] };
    case 'flow_prediction':
      throw new NodeFailure({
        code: 'flow-without-sigmas',
        message: 'A flow prediction has no meaning for this sampler: it steps along alphas.',
        hint: 'In Schedule, choose the sampler Flow match Euler.',
      });
    case 'sample':
      if (noise === 0) {
        throw new NodeFailure({
          code: 'sample-without-noise',
          message: 'At a timestep without noise there is no noise to tell from the clean latent.',
          hint: 'In Schedule, choose betas above 0.',
        });
      }
      return { clean: [0, 1], noise: [1 / noise, -signal / noise] };
  }
}

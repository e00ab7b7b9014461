import type { Schedule } from '../../values';
import { alphasCumprodOf } from '../alphas';
import { mapTensor } from '../tensor';
import { spacedTimesteps } from '../timesteps';
import { at, type Sampler } from './sampler';

/**
 * diffusers sets the last cumulative product to this where SNR would be zero: an infinite sigma
 * cannot be stepped from. sigma is 4096 then.
 */
const smallestAlphaCumprod = 2 ** -24;

/** `np.interp` over the training timesteps 0, 1, 2...: float64, clamped at the ends. */
function interpolate(values: readonly number[], x: number): number {
  const last = values.length - 1;
  if (x >= last) return at(values, last);
  if (x <= 0) return at(values, 0);
  const low = Math.floor(x);
  const start = at(values, low);
  return start + (at(values, low + 1) - start) * (x - low);
}

const sigmaAt = (schedule: Schedule, index: number): number => at(schedule.sigmas, index);

/**
 * Karras et al. 2022, "Elucidating the Design Space of Diffusion-Based Generative Models",
 * algorithm 1 without churn or its second-order correction, as diffusers' `EulerDiscreteScheduler`.
 * The sample is x = x0 + sigma * eps; the U-Net sees it divided by sqrt(sigma^2 + 1).
 */
export const euler: Sampler = {
  defaultSpacing: 'linspace',
  levels(config, steps, spacing) {
    const alphasCumprod = alphasCumprodOf(config);
    const last = alphasCumprod.length - 1;
    if (config.rescale_betas_zero_snr) alphasCumprod[last] = smallestAlphaCumprod;
    // float32 as torch: the ratio first, then its root.
    const training = Array.from(alphasCumprod, (alpha) =>
      Math.fround(Math.sqrt(Math.fround(Math.fround(1 - alpha) / alpha))),
    );
    const timesteps = spacedTimesteps(
      spacing,
      steps,
      config.num_train_timesteps,
      config.steps_offset,
    ).map(Math.fround);
    const sigmas = [...timesteps.map((t) => Math.fround(interpolate(training, t))), 0];
    const largest = Math.max(...sigmas);
    return {
      timesteps,
      sigmas,
      alphasCumprod,
      finalAlphaCumprod: 1,
      initNoiseSigma: spacing === 'leading' ? Math.sqrt(largest * largest + 1) : largest,
    };
  },
  inputScale: (schedule, index) => 1 / Math.sqrt(sigmaAt(schedule, index) ** 2 + 1),
  noiseLevel: (schedule, index) => ({ signal: 1, noise: sigmaAt(schedule, index) }),
  step({ schedule, index, sample, prediction, state }) {
    const sigma = sigmaAt(schedule, index);
    const xs = sample.data;
    const ps = prediction.tensor.data;
    const [fromSample, fromPrediction] = cleanCoefficients(prediction.parameterisation, sigma);
    const predictedClean = mapTensor(
      sample,
      (i) => fromSample * (xs[i] ?? 0) + fromPrediction * (ps[i] ?? 0),
    );
    const cs = predictedClean.data;
    // dx/dsigma = (x - x0) / sigma, followed as far as the next sigma.
    const reach = (sigmaAt(schedule, index + 1) - sigma) / sigma;
    const next = mapTensor(sample, (i) => (xs[i] ?? 0) + ((xs[i] ?? 0) - (cs[i] ?? 0)) * reach);
    return { sample: next, predictedClean, state };
  },
};

/** clean = [0] * sample + [1] * prediction, in terms of sigma. */
function cleanCoefficients(
  type: Schedule['predictionType'],
  sigma: number,
): readonly [number, number] {
  switch (type) {
    case 'epsilon':
      return [1, -sigma];
    case 'v_prediction':
      return [1 / (sigma * sigma + 1), -sigma / Math.sqrt(sigma * sigma + 1)];
    case 'sample':
      return [0, 1];
  }
}

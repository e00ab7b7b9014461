import { NodeFailure } from '../../errors';
import type { SchedulerConfig } from '../../models/manifest';
import type { Schedule } from '../../values';
import { continueNoise } from '../noise/torch-cpu';
import { alphasCumprodOf } from '../schedule/alphas';
import { predictionCoefficients } from '../schedule/prediction';
import { combine, mapTensor } from '../tensor';
import { alphaScale, wholeTimesteps } from './alpha-steps';
import { limitClean } from './limit-clean';
import { at, type Sampler } from './sampler';

/**
 * Deviation of the fresh noise: of the posterior q(x_{t-1} | x_t, x0) (small) or of the forward
 * step (large). Learned ones need a U-Net that predicts them too, and of `fixed_large_log` diffusers
 * takes the root of a logarithm below 0.
 * @throws NodeFailure for those.
 */
function noiseDeviation(config: SchedulerConfig, posterior: number, forward: number): number {
  const type = config.variance_type ?? 'fixed_small';
  switch (type) {
    case 'fixed_small':
    case 'fixed_small_log':
      return Math.sqrt(Math.max(posterior, 1e-20));
    case 'fixed_large':
      return Math.sqrt(forward);
    case 'fixed_large_log':
    case 'learned':
    case 'learned_range':
      throw new NodeFailure({
        code: 'variance-not-followed',
        message: `DDPM takes the variance fixed_small, fixed_small_log or fixed_large; the model’s schedule says ${type}.`,
        hint: 'In Schedule, choose a variance, or another sampler.',
      });
  }
}

/** The next of the list, not t - 1; after the last stands an alpha of 1. */
const previousAlpha = (schedule: Schedule, index: number): number =>
  index + 1 < schedule.timesteps.length
    ? at(schedule.alphasCumprod, at(schedule.timesteps, index + 1))
    : 1;

/**
 * Ho et al. 2020, "Denoising Diffusion Probabilistic Models", eq. 6 and 7, as diffusers'
 * `DDPMScheduler`: the mean of the posterior given the predicted clean latent, and fresh noise
 * wherever the timestep is above 0, also at the last step if that does not reach 0.
 * State: the generator of the noise, as `continueNoise` gives it.
 */
export const ddpm: Sampler = {
  ...alphaScale,
  title: 'DDPM',
  doc: 'fresh noise at each step, as in training: needs many steps',
  className: 'DDPMScheduler',
  defaultSpacing: 'leading',
  order: 1,
  predictions: ['epsilon', 'v_prediction', 'sample'],
  sigmaSpacings: [],
  noise: 'always',
  rescalesInReference: true,
  options: ['variance_type'],
  levels(config, { steps, spacing }) {
    noiseDeviation(config, 1, 1);
    return {
      timesteps: wholeTimesteps(config, spacing, steps),
      alphasCumprod: alphasCumprodOf(config),
      finalAlphaCumprod: 1,
      initNoiseSigma: 1,
    };
  },
  step({ schedule, index, sample, prediction, state }) {
    const { config } = schedule;
    const timestep = at(schedule.timesteps, index);
    const alpha = at(schedule.alphasCumprod, timestep);
    const alphaPrevious = previousAlpha(schedule, index);
    const { clean } = predictionCoefficients(prediction.parameterisation, alpha);
    const predictedClean = limitClean(
      config,
      combine(clean[0], sample, clean[1], prediction.tensor),
      true,
    );
    const alphaStep = alpha / alphaPrevious;
    const ofClean = (Math.sqrt(alphaPrevious) * (1 - alphaStep)) / (1 - alpha);
    const ofSample = (Math.sqrt(alphaStep) * (1 - alphaPrevious)) / (1 - alpha);
    const mean = combine(ofClean, predictedClean, ofSample, sample);
    if (timestep === 0) return { sample: mean, predictedClean, state };
    const posterior = ((1 - alphaPrevious) / (1 - alpha)) * (1 - alphaStep);
    const deviation = noiseDeviation(config, posterior, 1 - alphaStep);
    const fresh = continueNoise(state, schedule.noiseSeed ?? 0, sample.data.length);
    const next = mapTensor(sample, (i) => (mean.data[i] ?? 0) + deviation * (fresh.noise[i] ?? 0));
    return { sample: next, predictedClean, state: fresh.state };
  },
};

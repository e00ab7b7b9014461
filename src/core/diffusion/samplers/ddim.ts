import type { Schedule } from '../../values';
import { continueNoise } from '../noise/torch-cpu';
import { alphasCumprodOf } from '../schedule/alphas';
import { predictionCoefficients } from '../schedule/prediction';
import { combine, mapTensor } from '../tensor';
import { alphaScale, wholeTimesteps } from './alpha-steps';
import { limitClean } from './limit-clean';
import { at, type Sampler } from './sampler';

/** The previous timestep is t - T // N, not the next in the list: below 0 stands the final alpha. */
function previousAlpha(schedule: Schedule, timestep: number): number {
  const stride = Math.floor(schedule.config.num_train_timesteps / schedule.steps);
  const previous = timestep - stride;
  return previous >= 0 ? at(schedule.alphasCumprod, previous) : schedule.finalAlphaCumprod;
}

/**
 * Song et al. 2020, "Denoising Diffusion Implicit Models", eq. 12 and 16, as diffusers'
 * `DDIMScheduler`.
 * State: the generator of the noise that eta > 0 adds, as `continueNoise` gives it.
 */
export const ddim: Sampler = {
  ...alphaScale,
  title: 'DDIM',
  doc: 'deterministic at eta 0',
  className: 'DDIMScheduler',
  defaultSpacing: 'leading',
  order: 1,
  predictions: ['epsilon', 'v_prediction', 'sample'],
  sigmaSpacings: [],
  noise: 'eta',
  rescalesInReference: true,
  options: [],
  levels(config, { steps, spacing }) {
    const alphasCumprod = alphasCumprodOf(config);
    return {
      timesteps: wholeTimesteps(config, spacing, steps),
      alphasCumprod,
      finalAlphaCumprod: config.set_alpha_to_one === false ? at(alphasCumprod, 0) : 1,
      initNoiseSigma: 1,
    };
  },
  step({ schedule, index, sample, prediction, state }) {
    const timestep = at(schedule.timesteps, index);
    const alpha = at(schedule.alphasCumprod, timestep);
    const alphaPrevious = previousAlpha(schedule, timestep);
    const { clean, noise } = predictionCoefficients(prediction.parameterisation, alpha);
    const variance = ((1 - alphaPrevious) / (1 - alpha)) * (1 - alpha / alphaPrevious);
    const deviation = schedule.eta * Math.sqrt(variance);
    // At eta 1 from an alpha of 0 nothing is left for it: a rounding error must not go below.
    const direction = Math.sqrt(Math.max(0, 1 - alphaPrevious - deviation * deviation));
    const xs = sample.data;
    const ps = prediction.tensor.data;
    const predictedClean = limitClean(
      schedule.config,
      combine(clean[0], sample, clean[1], prediction.tensor),
      true,
    );
    const cs = predictedClean.data;
    const scale = Math.sqrt(alphaPrevious);
    const mean = (i: number) =>
      scale * (cs[i] ?? 0) + direction * (noise[0] * (xs[i] ?? 0) + noise[1] * (ps[i] ?? 0));
    if (deviation === 0) return { sample: mapTensor(sample, mean), predictedClean, state };
    const fresh = continueNoise(state, schedule.noiseSeed ?? 0, xs.length);
    const next = mapTensor(sample, (i) => mean(i) + deviation * (fresh.noise[i] ?? 0));
    return { sample: next, predictedClean, state: fresh.state };
  },
};

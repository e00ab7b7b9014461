import type { Schedule } from '../../values';
import { alphasCumprodOf } from '../alphas';
import { continueNoise } from '../noise/torch-cpu';
import { predictionCoefficients } from '../prediction';
import { mapTensor } from '../tensor';
import { roundHalfEven, spacedTimesteps } from '../timesteps';
import { at, type Sampler } from './sampler';

/** The previous timestep is t - T // N, not the next in the list: below 0 stands the final alpha. */
function previousAlpha(schedule: Schedule, timestep: number): number {
  const stride = Math.floor(schedule.config.num_train_timesteps / schedule.timesteps.length);
  const previous = timestep - stride;
  return previous >= 0 ? at(schedule.alphasCumprod, previous) : schedule.finalAlphaCumprod;
}

const clamp = (x: number, range: number) => Math.min(range, Math.max(-range, x));

/**
 * Song et al. 2020, "Denoising Diffusion Implicit Models", eq. 12 and 16, as diffusers'
 * `DDIMScheduler`. The predicted clean latent is clipped only where the config says so: its
 * default of true is for pixel models, and the latent pipelines turn it off.
 * State: the generator of the noise that eta > 0 adds, as `continueNoise` gives it.
 */
export const ddim: Sampler = {
  defaultSpacing: 'leading',
  levels(config, steps, spacing) {
    const alphasCumprod = alphasCumprodOf(config);
    const timesteps = spacedTimesteps(
      spacing,
      steps,
      config.num_train_timesteps,
      config.steps_offset,
    ).map(roundHalfEven);
    const finalAlphaCumprod = config.set_alpha_to_one === false ? at(alphasCumprod, 0) : 1;
    return { timesteps, alphasCumprod, finalAlphaCumprod, initNoiseSigma: 1 };
  },
  inputScale: () => 1,
  noiseLevel(schedule, index) {
    const alpha = at(schedule.alphasCumprod, at(schedule.timesteps, index));
    return { signal: Math.sqrt(alpha), noise: Math.sqrt(1 - alpha) };
  },
  step({ schedule, index, sample, prediction, state }) {
    const timestep = at(schedule.timesteps, index);
    const alpha = at(schedule.alphasCumprod, timestep);
    const alphaPrevious = previousAlpha(schedule, timestep);
    const { clean, noise } = predictionCoefficients(prediction.parameterisation, alpha);
    const range =
      schedule.config.clip_sample === true
        ? (schedule.config.clip_sample_range ?? 1)
        : Number.POSITIVE_INFINITY;
    const variance = ((1 - alphaPrevious) / (1 - alpha)) * (1 - alpha / alphaPrevious);
    const deviation = schedule.eta * Math.sqrt(variance);
    // At eta 1 from an alpha of 0 nothing is left for it: a rounding error must not go below.
    const direction = Math.sqrt(Math.max(0, 1 - alphaPrevious - deviation * deviation));
    const xs = sample.data;
    const ps = prediction.tensor.data;
    const predictedClean = mapTensor(sample, (i) =>
      clamp(clean[0] * (xs[i] ?? 0) + clean[1] * (ps[i] ?? 0), range),
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

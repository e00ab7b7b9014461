import { continueNoise } from '../noise/torch-cpu';
import { mapTensor } from '../tensor';
import type { Sampler } from './sampler';
import { cleanAtSigma, firstSigma, sigmaAt, sigmaLevels, sigmaScale } from './sigma-steps';

/**
 * Euler past the next noise level and fresh noise back up to it, as k-diffusion's ancestral
 * sampling and diffusers' `EulerAncestralDiscreteScheduler`.
 * State: the generator of the noise, as `continueNoise` gives it.
 */
export const eulerAncestral: Sampler = {
  ...sigmaScale,
  title: 'Euler ancestral',
  doc: 'fresh noise at each step: more steps go on changing the picture',
  className: 'EulerAncestralDiscreteScheduler',
  defaultSpacing: 'linspace',
  order: 1,
  predictions: ['epsilon', 'v_prediction', 'sample'],
  sigmaSpacings: [],
  noise: 'always',
  rescalesInReference: true,
  options: [],
  levels(config, options) {
    const { timesteps, sigmas, training } = sigmaLevels(config, options);
    return {
      timesteps,
      sigmas: [...sigmas, 0],
      alphasCumprod: training.alphasCumprod,
      finalAlphaCumprod: 1,
      initNoiseSigma: firstSigma(options.spacing, sigmas),
    };
  },
  step({ schedule, index, sample, prediction, state }) {
    const from = sigmaAt(schedule, index);
    const to = sigmaAt(schedule, index + 1);
    const predictedClean = cleanAtSigma(sample, prediction, from);
    const up = Math.sqrt((to ** 2 * (from ** 2 - to ** 2)) / from ** 2);
    const down = Math.sqrt(to ** 2 - up ** 2);
    const xs = sample.data;
    const cs = predictedClean.data;
    const reach = (down - from) / from;
    const fresh = continueNoise(state, schedule.noiseSeed ?? 0, xs.length);
    const next = mapTensor(sample, (i) => {
      const x = xs[i] ?? 0;
      return x + (x - (cs[i] ?? 0)) * reach + up * (fresh.noise[i] ?? 0);
    });
    return { sample: next, predictedClean, state: fresh.state };
  },
};

import type { SchedulerConfig } from '../../models/manifest';
import { torchLinspace } from '../schedule/betas';
import { mapTensor } from '../tensor';
import { at, type Sampler } from './sampler';
import { cleanAtSigma, firstSigma, sigmaAt, sigmaLevels, sigmaScale } from './sigma-steps';

/** The config's `log_linear`: even in ln sigma over the whole range, whatever the timesteps; one more than steps. */
function logLinear(training: Float32Array, steps: number): number[] {
  const first = Math.log(at(training, training.length - 1));
  return [...torchLinspace(first, Math.log(at(training, 0)), steps + 1).map(Math.exp)];
}

/** Models trained on ln sigma (Stable Video Diffusion) are told 0.25 ln sigma for a timestep. */
const isContinuous = (config: SchedulerConfig): boolean =>
  config.timestep_type === 'continuous' && config.prediction_type === 'v_prediction';

/**
 * Karras et al. 2022, "Elucidating the Design Space of Diffusion-Based Generative Models",
 * algorithm 1 without churn or its second-order correction, as diffusers' `EulerDiscreteScheduler`.
 */
export const euler: Sampler = {
  ...sigmaScale,
  title: 'Euler',
  doc: 'one straight step of the ODE',
  className: 'EulerDiscreteScheduler',
  defaultSpacing: 'linspace',
  order: 1,
  predictions: ['epsilon', 'v_prediction', 'sample'],
  sigmaSpacings: ['karras', 'exponential', 'beta'],
  noise: 'none',
  rescalesInReference: true,
  options: ['final_sigmas_type'],
  levels(config, options) {
    const { timesteps, sigmas: plain, training } = sigmaLevels(config, options);
    const sigmas =
      config.interpolation_type === 'log_linear' && options.sigmaSpacing === 'model'
        ? logLinear(training.sigmas, options.steps)
        : plain;
    const last = config.final_sigmas_type === 'sigma_min' ? at(training.sigmas, 0) : 0;
    return {
      timesteps: isContinuous(config)
        ? timesteps.map((_, i) => Math.fround(0.25 * Math.log(at(sigmas, i))))
        : timesteps,
      sigmas: [...sigmas, last],
      alphasCumprod: training.alphasCumprod,
      finalAlphaCumprod: 1,
      initNoiseSigma: firstSigma(options.spacing, sigmas),
    };
  },
  step({ schedule, index, sample, prediction, state }) {
    const sigma = sigmaAt(schedule, index);
    const predictedClean = cleanAtSigma(sample, prediction, sigma);
    const xs = sample.data;
    const cs = predictedClean.data;
    // dx/dsigma = (x - x0) / sigma, followed as far as the next sigma.
    const reach = (sigmaAt(schedule, index + 1) - sigma) / sigma;
    const next = mapTensor(sample, (i) => (xs[i] ?? 0) + ((xs[i] ?? 0) - (cs[i] ?? 0)) * reach);
    return { sample: next, predictedClean, state };
  },
};

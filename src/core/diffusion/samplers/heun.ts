import type { FloatTensor } from '../../values';
import { combine } from '../tensor';
import { limitClean } from './limit-clean';
import type { Sampler } from './sampler';
import { cleanAtSigma, firstSigma, sigmaAt, sigmaLevels, sigmaScale } from './sigma-steps';

/** Between the two runs of the U-Net that make one step. */
interface Halfway {
  /** Where the step began, `[B, C, h, w]`. */
  readonly start: FloatTensor;
  /** dx/dsigma there. */
  readonly slope: FloatTensor;
}

const isHalfway = (state: unknown): state is Halfway =>
  typeof state === 'object' && state !== null && 'slope' in state && 'start' in state;

/** Each entry but the first twice: diffusers lists the second run of a step with the next. */
const doubled = (list: readonly number[]): number[] =>
  list.flatMap((value, i) => (i === 0 ? [value] : [value, value]));

/**
 * Karras et al. 2022, algorithm 1 without churn, as diffusers' `HeunDiscreteScheduler`: a step to
 * the next noise level, the slope there, and the step again along the mean of both slopes. Two runs
 * of the U-Net a step, but one for the last, which ends at sigma 0 where there is no slope.
 * Betas are never rescaled to zero terminal SNR, as there: the slope at sigma 4096 says little, and its
 * mean with the next would be followed over the whole range.
 * State: `Halfway` between the two runs, else nothing.
 */
export const heun: Sampler = {
  ...sigmaScale,
  title: 'Heun',
  doc: 'two runs of the U-Net a step: slower, more exact',
  className: 'HeunDiscreteScheduler',
  defaultSpacing: 'linspace',
  order: 2,
  predictions: ['epsilon', 'v_prediction', 'sample'],
  sigmaSpacings: ['karras', 'exponential', 'beta'],
  noise: 'none',
  rescalesInReference: false,
  ignoresZeroSnr: true,
  options: [],
  levels(config, options) {
    const betas = { ...config, rescale_betas_zero_snr: false };
    const { timesteps, sigmas, training } = sigmaLevels(betas, options);
    return {
      timesteps: doubled(timesteps),
      sigmas: [...doubled(sigmas), 0],
      alphasCumprod: training.alphasCumprod,
      finalAlphaCumprod: 1,
      initNoiseSigma: firstSigma(options.spacing, sigmas),
    };
  },
  step({ schedule, index, sample, prediction, state }) {
    const sigma = sigmaAt(schedule, index);
    const predictedClean = limitClean(
      // This class knows clipping, but no thresholding.
      { ...schedule.config, thresholding: false },
      cleanAtSigma(sample, prediction, sigma),
      false,
    );
    const slope = combine(1 / sigma, sample, -1 / sigma, predictedClean);
    const isSecond = isHalfway(state);
    const start = isSecond ? state.start : sample;
    const mean = isSecond ? combine(0.5, state.slope, 0.5, slope) : slope;
    const reach = isSecond
      ? sigma - sigmaAt(schedule, index - 1)
      : sigmaAt(schedule, index + 1) - sigma;
    const next = combine(1, start, reach, mean);
    const halfway: Halfway = { start: sample, slope };
    return { sample: next, predictedClean, state: isSecond ? undefined : halfway };
  },
};

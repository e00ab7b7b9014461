import { NodeFailure } from '../../errors';
import type { SchedulerConfig } from '../../models/manifest';
import type { Schedule } from '../../values';
import { continueNoise } from '../noise/torch-cpu';
import { alphasCumprodOf } from '../schedule/alphas';
import { predictionCoefficients } from '../schedule/prediction';
import { combine } from '../tensor';
import { alphaScale } from './alpha-steps';
import { limitClean } from './limit-clean';
import { at, type LevelOptions, type Sampler } from './sampler';

/** Deviation of the data that consistency models are trained with (Song et al. 2023, appendix C). */
const sigmaData = 0.5;

/**
 * `steps` of the timesteps that the model was distilled on, k - 1, 2 k - 1, ... up to the share
 * that strength leaves, evenly spaced by place, descending.
 */
function distilledTimesteps(
  config: SchedulerConfig,
  { steps, strength }: Pick<LevelOptions, 'steps' | 'strength'>,
): number[] {
  const original = config.original_inference_steps ?? 50;
  const trainSteps = config.num_train_timesteps;
  if (original > trainSteps) {
    throw new NodeFailure({
      code: 'original-steps-out-of-range',
      message: `The model was distilled on original_inference_steps = ${original}, more than its ${trainSteps} training timesteps.`,
      hint: 'Correct scheduler_config.json: 50 is usual.',
    });
  }
  const left = Math.floor(original * strength);
  if (steps > left) {
    throw new NodeFailure({
      code: 'steps-above-original',
      message: `LCM takes its steps from the ${original} the model was distilled on; at strength ${strength} that leaves ${left}, and ${steps} are asked for.`,
      hint: 'Take 2 to 8 steps, or raise the strength.',
    });
  }
  const stride = Math.floor(trainSteps / original);
  return Array.from(
    { length: steps },
    (_, i) => (left - Math.floor((i * left) / steps)) * stride - 1,
  );
}

const alphaAt = (schedule: Schedule, index: number): number =>
  at(schedule.alphasCumprod, at(schedule.timesteps, index));

/**
 * Luo et al. 2023, "Latent Consistency Models", algorithm 3, as diffusers' `LCMScheduler`: each
 * step predicts the clean latent and, but for the last, noises it again to the next level.
 * State: the generator of that noise, as `continueNoise` gives it.
 */
export const lcm: Sampler = {
  ...alphaScale,
  title: 'LCM',
  doc: '2 to 8 steps, for models distilled for it',
  className: 'LCMScheduler',
  defaultSpacing: 'leading',
  order: 1,
  predictions: ['epsilon', 'v_prediction', 'sample'],
  sigmaSpacings: [],
  noise: 'always',
  rescalesInReference: true,
  options: ['original_inference_steps'],
  levels(config, { steps, strength }) {
    const alphasCumprod = alphasCumprodOf(config);
    const timesteps = distilledTimesteps(config, { steps, strength: strength || 1 });
    return {
      timesteps,
      alphasCumprod,
      finalAlphaCumprod: config.set_alpha_to_one === false ? at(alphasCumprod, 0) : 1,
      initNoiseSigma: 1,
      startIndex: strength > 0 ? 0 : timesteps.length,
    };
  },
  step({ schedule, index, sample, prediction, state }) {
    const { config, timesteps } = schedule;
    const { clean } = predictionCoefficients(prediction.parameterisation, alphaAt(schedule, index));
    const limited = limitClean(
      config,
      combine(clean[0], sample, clean[1], prediction.tensor),
      false,
    );
    // Boundary condition: at timestep 0 the sample itself is clean.
    const time = at(timesteps, index) * (config.timestep_scaling ?? 10);
    const spread = time * time + sigmaData * sigmaData;
    const predictedClean = combine(
      time / Math.sqrt(spread),
      limited,
      (sigmaData * sigmaData) / spread,
      sample,
    );
    if (index === timesteps.length - 1) return { sample: predictedClean, predictedClean, state };
    const fresh = continueNoise(state, schedule.noiseSeed ?? 0, sample.data.length);
    const next = alphaAt(schedule, index + 1);
    const noise = { ...sample, data: fresh.noise };
    return {
      sample: combine(Math.sqrt(next), predictedClean, Math.sqrt(1 - next), noise),
      predictedClean,
      state: fresh.state,
    };
  },
};

import { NodeFailure } from '../../errors';
import type { SchedulerConfig } from '../../models/manifest';
import type { Schedule } from '../../values';
import { spreadSigmas } from '../schedule/training-sigmas';
import { combine } from '../tensor';
import { dynamicShift, shifted, stretched } from './flow-shift';
import { at, type LevelOptions, type Sampler } from './sampler';
import { sigmaAt } from './sigma-steps';

function flowSigmas(config: SchedulerConfig, options: LevelOptions): number[] {
  const { steps, sigmaSpacing } = options;
  const trainSteps = config.num_train_timesteps;
  const shift = config.use_dynamic_shifting ? 1 : (config.shift ?? 1);
  // Shifted when the model is set up, and the range between the ends again for the steps.
  const lowest = Math.fround(shifted(shift, 1 / trainSteps));
  const even = Array.from({ length: steps }, (_, i) =>
    steps === 1 ? 1 : 1 + (i / (steps - 1)) * (lowest - 1),
  );
  const now = config.use_dynamic_shifting ? dynamicShift(config, options.imageTokens) : shift;
  const moved = even.map((sigma) => shifted(now, sigma));
  const ended = config.shift_terminal ? stretched(moved, config.shift_terminal) : moved;
  if (sigmaSpacing === 'model') return ended;
  return spreadSigmas(config, sigmaSpacing, [at(ended, 0), at(ended, steps - 1)], steps);
}

const refuse = (field: string): never => {
  throw new NodeFailure({
    code: 'scheduler-field-not-followed',
    message: `The model’s schedule sets ${field}, which Flow match Euler does not follow here.`,
    hint: `Set ${field} to false in scheduler_config.json, or choose another model.`,
  });
};

/**
 * Rectified flow: x = (1 - sigma) x0 + sigma eps, and the U-Net predicts eps - x0, the straight way
 * from the clean latent to the noise. As diffusers' `FlowMatchEulerDiscreteScheduler`.
 */
export const flowMatchEuler: Sampler = {
  title: 'Flow match Euler',
  doc: 'for flow models: straight steps from noise to picture',
  className: 'FlowMatchEulerDiscreteScheduler',
  defaultSpacing: 'linspace',
  order: 1,
  predictions: ['flow_prediction'],
  sigmaSpacings: ['karras', 'exponential', 'beta'],
  noise: 'none',
  rescalesInReference: false,
  options: ['shift'],
  levels(config, options) {
    if (config.invert_sigmas) refuse('invert_sigmas');
    if (config.stochastic_sampling) refuse('stochastic_sampling');
    const sigmas = flowSigmas(config, options).map(Math.fround);
    return {
      timesteps: sigmas.map((sigma) => Math.fround(sigma * config.num_train_timesteps)),
      sigmas: [...sigmas, 0],
      alphasCumprod: new Float32Array(),
      finalAlphaCumprod: 1,
      initNoiseSigma: 1,
    };
  },
  inputScale: () => 1,
  noiseLevel: (schedule: Schedule, index) => {
    const sigma = sigmaAt(schedule, index);
    return { signal: 1 - sigma, noise: sigma };
  },
  step({ schedule, index, sample, prediction, state }) {
    const sigma = sigmaAt(schedule, index);
    const reach = sigmaAt(schedule, index + 1) - sigma;
    return {
      sample: combine(1, sample, reach, prediction.tensor),
      predictedClean: combine(1, sample, -sigma, prediction.tensor),
      state,
    };
  },
};

import { NodeFailure } from '../../errors';
import type { SchedulerConfig } from '../../models/manifest';
import type { FloatTensor, Schedule, SigmaSpacing } from '../../values';
import { roundHalfEven, type Spacing, spacedTimesteps } from '../schedule/timesteps';
import { combine } from '../tensor';
import { limitClean } from './limit-clean';
import { at, type Sampler, type StepArgs } from './sampler';

/** What DPM-Solver and UniPC share: noise levels in terms of alpha, sigma and lambda. */

/** x = alpha x0 + sigma eps; lambda = ln(alpha / sigma), infinite where clean. */
interface SolverLevel {
  readonly alpha: number;
  readonly sigma: number;
  readonly lambda: number;
}

/** Of the schedule's sigma at a place. Source: diffusers' `_sigma_to_alpha_sigma_t`. */
export function solverLevel(schedule: Schedule, index: number): SolverLevel {
  const level = at(schedule.sigmas, index);
  const flow = schedule.config.use_flow_sigmas === true;
  const alpha = flow ? 1 - level : 1 / Math.sqrt(level * level + 1);
  const sigma = flow ? level : level * alpha;
  return { alpha, sigma, lambda: Math.log(alpha / sigma) };
}

/** The U-Net sees the sample as it is. */
export const solverScale = {
  inputScale: () => 1,
  noiseLevel(schedule: Schedule, index: number) {
    const { alpha, sigma } = solverLevel(schedule, index);
    return { signal: alpha, noise: sigma };
  },
} as const satisfies Pick<Sampler, 'inputScale' | 'noiseLevel'>;

/** clean = [0] * sample + [1] * prediction. Unlike with alphas alone, alpha^2 + sigma^2 may not be 1. */
function cleanCoefficients(
  type: StepArgs['prediction']['parameterisation'],
  { alpha, sigma }: SolverLevel,
): readonly [sample: number, prediction: number] {
  switch (type) {
    case 'epsilon':
      return [1 / alpha, -sigma / alpha];
    case 'v_prediction':
      return [alpha, -sigma];
    case 'sample':
      return [0, 1];
    case 'flow_prediction':
      return [1, -sigma];
  }
}

/** The clean latent that the prediction means, limited as the config says. */
export function solverClean({ schedule, index, sample, prediction }: StepArgs): FloatTensor {
  const [ofSample, ofPrediction] = cleanCoefficients(
    prediction.parameterisation,
    solverLevel(schedule, index),
  );
  const clean = combine(ofSample, sample, ofPrediction, prediction.tensor);
  // These classes threshold but do not know clip_sample.
  return limitClean({ ...schedule.config, clip_sample: false }, clean, false);
}

/**
 * As other samplers' timesteps, but `steps + 1` of them without the last: the end is sigma's own.
 * @param trainSteps what is visited of the training timesteps, from the first.
 */
export function solverTimesteps(
  config: SchedulerConfig,
  spacing: Spacing,
  steps: number,
  trainSteps: number,
): number[] {
  if (spacing === 'trailing') {
    // numpy's arange adds up the difference of its first two, which decides what halves round to.
    const stride = trainSteps - config.num_train_timesteps / steps - trainSteps;
    return Array.from({ length: steps }, (_, i) => trainSteps + i * stride)
      .filter((timestep) => timestep > 0)
      .map((timestep) => roundHalfEven(timestep) - 1);
  }
  return spacedTimesteps(spacing, steps + 1, trainSteps, config.steps_offset)
    .slice(0, steps)
    .map(roundHalfEven);
}

/** @throws NodeFailure for sigmas spread as without a flow: beyond 1 a flow has no signal left. */
export function refuseFlowSpread(config: SchedulerConfig, sigmaSpacing: SigmaSpacing): void {
  if (!config.use_flow_sigmas || (sigmaSpacing === 'model' && !config.use_lu_lambdas)) return;
  const spread = sigmaSpacing === 'model' ? 'use_lu_lambdas' : `${sigmaSpacing} sigmas`;
  throw new NodeFailure({
    code: 'flow-sigmas-spread',
    message: `The model has use_flow_sigmas, whose noise levels end at 1; ${spread} would spread them beyond.`,
    hint: 'In Schedule, set Sigmas to As the timesteps.',
  });
}

/** @throws NodeFailure for a flow prediction where noise is not mixed in as flow models do. */
export function refuseFlowWithoutSigmas(config: SchedulerConfig): void {
  if (config.prediction_type !== 'flow_prediction' || config.use_flow_sigmas) return;
  throw new NodeFailure({
    code: 'flow-without-sigmas',
    message:
      'The model predicts a flow, and scheduler_config.json does not say use_flow_sigmas: this sampler would mix noise in otherwise.',
    hint: 'In Schedule, choose the sampler Flow match Euler, or set use_flow_sigmas in the file.',
  });
}

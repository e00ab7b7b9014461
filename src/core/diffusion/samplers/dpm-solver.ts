import { NodeFailure } from '../../errors';
import type { SchedulerConfig } from '../../models/manifest';
import type { FloatTensor, Schedule, SigmaSpacing } from '../../values';
import { continueNoise } from '../noise/torch-cpu';
import { exponentialSigmas } from '../schedule/sigmas';
import { roundHalfEven } from '../schedule/timesteps';
import { spreadSigmas, timestepsOfSigmas, trainingSigmas } from '../schedule/training-sigmas';
import { mapTensor } from '../tensor';
import { shifted } from './flow-shift';
import { at, type LevelOptions, type Levels, type StepArgs, type StepResult } from './sampler';
import {
  refuseFlowSpread,
  refuseFlowWithoutSigmas,
  solverClean,
  solverLevel,
  solverTimesteps,
} from './solver-levels';

/**
 * Lu et al. 2022, "DPM-Solver++", the multistep method of orders 1 to 3, as diffusers'
 * `DPMSolverMultistepScheduler` with algorithm_type dpmsolver++ and sde-dpmsolver++.
 */

/** How many training timesteps are visited: those noisier than `lambda_min_clipped` are left out. */
function visitedTimesteps(config: SchedulerConfig, sigmas: Float32Array): number {
  const lowest = config.lambda_min_clipped ?? Number.NEGATIVE_INFINITY;
  return sigmas.length - sigmas.filter((sigma) => -Math.log(sigma) < lowest).length;
}

const clippedAway = (steps: number, visited: number) => ({
  code: 'steps-clipped-away',
  message: `lambda_min_clipped in scheduler_config.json leaves ${visited} training timesteps, and ${steps} steps are asked for.`,
  hint: `Set Steps to ${visited} or less, or choose another sampler.`,
});

/** Noise levels and the timesteps that go with them, before the end of the run. */
function levelsOf(
  config: SchedulerConfig,
  training: Float32Array,
  { steps, spacing, sigmaSpacing }: LevelOptions,
): { readonly timesteps: readonly number[]; readonly sigmas: readonly number[] } {
  const ends = [at(training, training.length - 1), at(training, 0)] as const;
  const ofSigmas = (sigmas: readonly number[], rounds: boolean) => ({
    sigmas,
    timesteps: timestepsOfSigmas(training, sigmas).map(rounds ? roundHalfEven : Math.trunc),
  });
  const rounds = config.beta_schedule !== 'squaredcos_cap_v2';
  if (sigmaSpacing !== 'model') {
    const sigmas = spreadSigmas(config, sigmaSpacing, ends, steps);
    return ofSigmas(sigmas, rounds && sigmaSpacing === 'karras');
  }
  // Lu's spacing at its rho of 1: even in lambda, which is even in ln sigma.
  if (config.use_lu_lambdas) return ofSigmas(exponentialSigmas(...ends, steps), rounds);
  if (config.use_flow_sigmas) return flowLevels(config, steps);
  const visited = visitedTimesteps(config, training);
  if (steps > visited) throw new NodeFailure(clippedAway(steps, visited));
  const timesteps = solverTimesteps(config, spacing, steps, visited);
  const last = training.length - 1;
  return { timesteps, sigmas: timesteps.map((t) => at(training, Math.min(t, last))) };
}

/** Starts a step below noise alone, where lambda would be infinite. */
function flowLevels(config: SchedulerConfig, steps: number) {
  const trainSteps = config.num_train_timesteps;
  const stride = (1 / trainSteps - 1) / steps;
  const sigmas = Array.from({ length: steps }, (_, i) => {
    // From a signal of 1 / T up, rounded as numpy's linspace is: timesteps are cut, not rounded.
    const signal = i === 0 ? 1 / trainSteps : 1 + (steps - i) * stride;
    return shifted(config.flow_shift ?? 1, 1 - signal);
  });
  return { sigmas, timesteps: sigmas.map((sigma) => Math.trunc(sigma * trainSteps)) };
}

export function dpmLevels(config: SchedulerConfig, options: LevelOptions): Levels {
  refuseFlowWithoutSigmas(config);
  refuseFlowSpread(config, options.sigmaSpacing);
  const training = trainingSigmas(config);
  const { timesteps, sigmas } = levelsOf(config, training.sigmas, options);
  const end = config.final_sigmas_type === 'sigma_min' ? at(training.sigmas, 0) : 0;
  return {
    timesteps,
    sigmas: [...sigmas, end].map(Math.fround),
    alphasCumprod: training.alphasCumprod,
    finalAlphaCumprod: 1,
    initNoiseSigma: 1,
  };
}

/** Ways to spread sigmas that diffusers' class has. */
export const dpmSigmaSpacings = [
  'karras',
  'exponential',
  'beta',
] as const satisfies readonly SigmaSpacing[];

interface DpmState {
  /** Clean latents of the runs before, newest first, at most two. */
  readonly earlier: readonly FloatTensor[];
  /** Generator of the fresh noise, as `continueNoise` gives it. */
  readonly noise: unknown;
}

const isDpmState = (state: unknown): state is DpmState =>
  typeof state === 'object' && state !== null && 'earlier' in state && 'noise' in state;

/** Few steps end with lower orders: the last interval is the longest in lambda. */
function orderAt(schedule: Schedule, index: number, earlier: number): number {
  const { config, timesteps } = schedule;
  const wanted = Math.min(config.solver_order ?? 2, earlier + 1);
  const left = timesteps.length - index;
  const lowers = (config.lower_order_final ?? true) && timesteps.length < 15;
  const endsClean = config.final_sigmas_type !== 'sigma_min';
  if (left === 1 && (config.euler_at_final || lowers || endsClean)) return 1;
  const order = left === 2 && lowers ? Math.min(wanted, 2) : wanted;
  // Levels that stand twice give no slope.
  const sigma = (at: number) => solverLevel(schedule, at).sigma;
  for (let back = 0; back < order; back++) {
    if (sigma(index + 1 - back) === sigma(index - back)) return Math.max(1, back);
  }
  return order;
}

/** Of the next sample: x, the clean latents (newest first), fresh noise. */
interface DpmWeights {
  readonly sample: number;
  readonly clean: readonly number[];
  readonly noise: number;
}

function weightsAt(schedule: Schedule, index: number, order: number, fresh: boolean): DpmWeights {
  const now = solverLevel(schedule, index);
  const next = solverLevel(schedule, index + 1);
  const h = next.lambda - now.lambda;
  // exp(-h), which is 0 where the run ends clean.
  const shrink = ((next.sigma / next.alpha) * now.alpha) / now.sigma;
  // The stochastic equation decays twice as fast.
  const rate = fresh ? 2 : 1;
  const decay = shrink ** rate;
  const phi1 = 1 - decay;
  const base = {
    sample: (next.sigma / now.sigma) * (fresh ? shrink : 1),
    noise: fresh ? next.sigma * Math.sqrt(Math.max(0, 1 - shrink * shrink)) : 0,
  };
  const direct = next.alpha * phi1;
  if (order === 1) return { ...base, clean: [direct] };
  const phi2 = 1 - phi1 / (rate * h);
  const r0 = (now.lambda - solverLevel(schedule, index - 1).lambda) / h;
  if (order === 2) {
    const midpoint = schedule.config.solver_type !== 'heun';
    const slope = (next.alpha * (midpoint ? 0.5 * phi1 : phi2)) / r0;
    return { ...base, clean: [direct + slope, -slope] };
  }
  const r1 =
    (solverLevel(schedule, index - 1).lambda - solverLevel(schedule, index - 2).lambda) / h;
  // diffusers' stochastic third order adds the half that the other takes away; so do we.
  const phi3 = fresh
    ? -((decay - 1 + 2 * h) / (2 * h) ** 2 + 0.5)
    : -((decay - 1 + h) / h ** 2 - 0.5);
  const curve = (next.alpha * (phi2 * r0 + phi3)) / (r0 + r1);
  const near = (next.alpha * phi2 + curve) / r0;
  const far = curve / r1;
  return { ...base, clean: [direct + near, -near - far, far] };
}

/** @param fresh whether each step adds noise (SDE). */
export function dpmStep(args: StepArgs, fresh: boolean): StepResult {
  const { schedule, index, sample, state } = args;
  const before: DpmState = isDpmState(state) ? state : { earlier: [], noise: undefined };
  const predictedClean = solverClean(args);
  const cleans = [predictedClean, ...before.earlier];
  const order = orderAt(schedule, index, before.earlier.length);
  const weights = weightsAt(schedule, index, order, fresh);
  const drawn = fresh
    ? continueNoise(before.noise, schedule.noiseSeed ?? 0, sample.data.length)
    : undefined;
  const next = mapTensor(sample, (i) =>
    weights.clean.reduce(
      (sum, weight, k) => sum + weight * (cleans[k]?.data[i] ?? 0),
      weights.sample * (sample.data[i] ?? 0) + weights.noise * (drawn?.noise[i] ?? 0),
    ),
  );
  return {
    sample: next,
    predictedClean,
    state: { earlier: cleans.slice(0, 2), noise: drawn?.state },
  };
}

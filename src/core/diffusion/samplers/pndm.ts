import { NodeFailure } from '../../errors';
import type { SchedulerConfig } from '../../models/manifest';
import type { FloatTensor, Schedule } from '../../values';
import { predictionCoefficients } from '../schedule/prediction';
import { trainingSigmas } from '../schedule/training-sigmas';
import { combine, mapTensor } from '../tensor';
import { alphaScale, wholeTimesteps } from './alpha-steps';
import { at, type Sampler, type StepArgs } from './sampler';

/** Weights of the newest outputs, newest first, by how many there are: Adams and Bashforth. */
const multistep = [
  [1],
  [3 / 2, -1 / 2],
  [23 / 12, -16 / 12, 5 / 12],
  [55 / 24, -59 / 24, 37 / 24, -9 / 24],
] as const;

/** Shares of the four outputs of a Runge-Kutta step. */
const rungeKutta = [1 / 6, 1 / 3, 1 / 3, 1 / 6] as const;
/** Runge-Kutta steps before the multistep method has three outputs to look back on. */
const rungeKuttaRuns = 12;

interface PndmState {
  /** Runs so far, from the first that runs. */
  readonly runs: number;
  /** Outputs to look back on, newest first, at most three. */
  readonly outputs: readonly FloatTensor[];
  /** Where the step in progress began. */
  readonly origin?: FloatTensor;
  /** Weighted sum of the outputs within a Runge-Kutta step. */
  readonly sum?: FloatTensor;
}

const isPndmState = (state: unknown): state is PndmState =>
  typeof state === 'object' && state !== null && 'runs' in state && 'outputs' in state;

/** The latent pipelines skip Runge-Kutta; only a PNDM config that leaves it open means to have it. */
const skipsRungeKutta = (config: SchedulerConfig): boolean =>
  config.skip_prk_steps ?? config._class_name !== 'PNDMScheduler';

const strideOf = ({ config, steps }: Pick<Schedule, 'config' | 'steps'>): number =>
  Math.floor(config.num_train_timesteps / steps);

/** What one run of the U-Net moves: the output to follow, from which sample, between which timesteps. */
interface Move {
  readonly output: FloatTensor;
  readonly sample: FloatTensor;
  readonly from: number;
  readonly to: number;
  readonly state: PndmState;
}

function rungeKuttaMove({ schedule, index, sample, prediction }: StepArgs, now: PndmState): Move {
  const part = now.runs % 4;
  const fresh = part === 0;
  const share = rungeKutta[part] ?? 0;
  const origin = fresh ? sample : (now.origin ?? sample);
  const sum = now.sum
    ? combine(1, now.sum, share, prediction.tensor)
    : mapTensor(sample, (i) => share * (prediction.tensor.data[i] ?? 0));
  const reach = now.runs % 2 === 0 ? Math.floor(strideOf(schedule) / 2) : 0;
  return {
    output: part === 3 ? sum : prediction.tensor,
    sample: origin,
    from: at(schedule.timesteps, index - part),
    to: at(schedule.timesteps, index) - reach,
    state: {
      runs: now.runs + 1,
      outputs: fresh ? [prediction.tensor, ...now.outputs] : now.outputs,
      origin,
      sum: part === 3 ? undefined : sum,
    },
  };
}

function multistepMove({ schedule, index, sample, prediction }: StepArgs, now: PndmState): Move {
  const timestep = at(schedule.timesteps, index);
  const stride = strideOf(schedule);
  const [previous] = now.outputs;
  const runs = now.runs + 1;
  if (now.runs === 1 && previous) {
    // The first step once more, with the mean of the outputs at its two ends.
    return {
      output: combine(0.5, prediction.tensor, 0.5, previous),
      sample: now.origin ?? sample,
      from: timestep + stride,
      to: timestep,
      state: { runs, outputs: now.outputs },
    };
  }
  const outputs = [prediction.tensor, ...now.outputs].slice(0, 4);
  const weights = multistep[outputs.length - 1] ?? [];
  return {
    output: mapTensor(sample, (i) =>
      outputs.reduce((sum, { data }, k) => sum + (weights[k] ?? 0) * (data[i] ?? 0), 0),
    ),
    sample,
    from: timestep,
    to: timestep - stride,
    state: { runs, outputs: outputs.slice(0, 3), origin: sample },
  };
}

/** Liu et al. 2022, eq. 9: along the noise that the output tells, from one alpha to the next. */
function transfer(schedule: Schedule, { output, sample, from, to }: Move): FloatTensor {
  const alpha = at(schedule.alphasCumprod, from);
  const next = to >= 0 ? at(schedule.alphasCumprod, to) : schedule.finalAlphaCumprod;
  const { noise } = predictionCoefficients(schedule.predictionType, alpha);
  const along =
    (next - alpha) / (alpha * Math.sqrt(1 - next) + Math.sqrt(alpha * (1 - alpha) * next));
  return combine(Math.sqrt(next / alpha) - along * noise[0], sample, -along * noise[1], output);
}

/**
 * Liu et al. 2022, "Pseudo Numerical Methods for Diffusion Models on Manifolds", as diffusers'
 * `PNDMScheduler`: with `skip_prk_steps` PLMS as in CompVis' latent diffusion (steps + 1 runs, the
 * second timestep twice), without it three Runge-Kutta steps first (steps + 9 runs). At a strength
 * below 1 the list is entered as diffusers does, where no timestep stands twice: the second run then
 * mends the first step and the third starts one level on. Zero terminal SNR, which the class does not
 * know, ends at the alpha that diffusers' other solvers take there.
 */
export const pndm: Sampler = {
  ...alphaScale,
  title: 'PNDM (PLMS)',
  doc: 'looks back on four outputs; one run more than steps',
  className: 'PNDMScheduler',
  defaultSpacing: 'leading',
  order: 1,
  predictions: ['epsilon', 'v_prediction'],
  sigmaSpacings: [],
  noise: 'none',
  rescalesInReference: false,
  options: ['skip_prk_steps'],
  levels(config, { steps, spacing, strength }) {
    const visited = wholeTimesteps(config, spacing, steps);
    const { alphasCumprod } = trainingSigmas(config);
    const skips = skipsRungeKutta(config);
    if (!skips) refuseRungeKutta(steps, strength);
    return {
      timesteps: skips
        ? twiceTheSecond(visited)
        : withRungeKutta(visited, strideOf({ config, steps })),
      alphasCumprod,
      // The only class whose own default is the first alpha.
      finalAlphaCumprod: config.set_alpha_to_one ? 1 : at(alphasCumprod, 0),
      initNoiseSigma: 1,
    };
  },
  step(args) {
    const { schedule, index, sample, prediction } = args;
    const now = isPndmState(args.state) ? args.state : { runs: 0, outputs: [] };
    const inRungeKutta = !skipsRungeKutta(schedule.config) && now.runs < rungeKuttaRuns;
    const move = inRungeKutta ? rungeKuttaMove(args, now) : multistepMove(args, now);
    const alpha = at(schedule.alphasCumprod, at(schedule.timesteps, index));
    const { clean } = predictionCoefficients(prediction.parameterisation, alpha);
    return {
      sample: transfer(schedule, move),
      predictedClean: combine(clean[0], sample, clean[1], prediction.tensor),
      state: move.state,
    };
  },
};

function refuseRungeKutta(steps: number, strength: number): void {
  if (steps < 4) {
    throw new NodeFailure({
      code: 'steps-below-runge-kutta',
      message: `PNDM begins with three Runge-Kutta steps and needs at least 4 steps; this is ${steps}.`,
      hint: 'Take more steps, or skip the Runge-Kutta steps.',
    });
  }
  if (strength < 1) {
    throw new NodeFailure({
      code: 'runge-kutta-from-noise',
      message: `PNDM’s Runge-Kutta steps begin at pure noise; the schedule begins at strength ${strength}.`,
      hint: 'Skip the Runge-Kutta steps, or set the strength to 1.',
    });
  }
}

/** @param visited descending. A single timestep stays single. */
const twiceTheSecond = (visited: readonly number[]): number[] =>
  visited.flatMap((timestep, i) => (i === 1 ? [timestep, timestep] : [timestep]));

/** The three highest intervals with their middles, each inner place once for each of its two runs. */
function withRungeKutta(visited: readonly number[], stride: number): number[] {
  const half = Math.floor(stride / 2);
  const first = visited.slice(0, 3).flatMap((timestep, i) => {
    const middle = (visited[i + 1] ?? 0) + half;
    return [timestep, middle, middle, visited[i + 1] ?? 0];
  });
  return [...first, ...visited.slice(3)];
}

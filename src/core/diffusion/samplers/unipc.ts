import { NodeFailure } from '../../errors';
import type { SchedulerConfig } from '../../models/manifest';
import type { FloatTensor, Schedule } from '../../values';
import { roundHalfEven } from '../schedule/timesteps';
import { spreadSigmas, timestepsOfSigmas, trainingSigmas } from '../schedule/training-sigmas';
import { combine, mapTensor } from '../tensor';
import { dynamicShift, shifted, stretched } from './flow-shift';
import { at, type LevelOptions, type Sampler, type StepArgs } from './sampler';
import { solveLinear } from './solve-linear';
import {
  refuseFlowSpread,
  refuseFlowWithoutSigmas,
  solverClean,
  solverLevel,
  solverScale,
  solverTimesteps,
} from './solver-levels';

/** What is carried: converted outputs of the runs before, newest first. */
interface UniPcState {
  readonly earlier: readonly FloatTensor[];
  /** What the last predictor began at, and its order: the corrector repeats it knowing where it led. */
  readonly last: { readonly sample: FloatTensor; readonly order: number };
}

const isUniPcState = (state: unknown): state is UniPcState =>
  typeof state === 'object' && state !== null && 'earlier' in state && 'last' in state;

const predictsClean = (schedule: Schedule): boolean => schedule.config.predict_x0 ?? true;

/** What the method integrates: the clean latent, or with `predict_x0` false the noise. */
function converted(args: StepArgs, clean: FloatTensor): FloatTensor {
  if (predictsClean(args.schedule)) return clean;
  const { alpha, sigma } = solverLevel(args.schedule, args.index);
  return combine(1 / sigma, args.sample, -alpha / sigma, clean);
}

interface Interval {
  readonly schedule: Schedule;
  /** Index where it begins; it ends at the next. */
  readonly from: number;
  readonly order: number;
}

/** Terms of the interval that do not depend on tensors. Source: diffusers' `multistep_uni_p_bh_update`. */
function intervalTerms({ schedule, from, order }: Interval) {
  const now = solverLevel(schedule, from);
  const next = solverLevel(schedule, from + 1);
  const h = next.lambda - now.lambda;
  const clean = predictsClean(schedule);
  const step = clean ? -h : h;
  const phi1 = Math.expm1(step);
  const scale = schedule.config.solver_type === 'bh1' ? step : phi1;
  const ratios = Array.from(
    { length: order - 1 },
    (_, k) => (solverLevel(schedule, from - k - 1).lambda - now.lambda) / h,
  );
  const targets: number[] = [];
  let phi = phi1 / step - 1;
  let factorial = 1;
  for (let k = 1; k <= order; k++) {
    targets.push((phi * factorial) / scale);
    factorial *= k + 1;
    phi = phi / step - 1 / factorial;
  }
  const level = clean ? next.alpha : next.sigma;
  return {
    ratios,
    targets,
    scale: level * scale,
    ofSample: clean ? next.sigma / now.sigma : next.alpha / now.alpha,
    // sigma (e^h - 1) without the infinity of a run that ends clean.
    ofOutput: clean ? next.alpha * phi1 : (next.alpha * now.sigma) / now.alpha - next.sigma,
  };
}

/** Rows of the Vandermonde system whose solution weighs the slopes. */
const slopeWeights = (ratios: readonly number[], targets: readonly number[]): number[] =>
  solveLinear(ratios.map((_, power) => [...ratios.map((r) => r ** power), targets[power] ?? 0]));

/**
 * One interval of UniP, or of UniC where the output at its end is known.
 * @param outputs newest first; the first is that of the interval's beginning.
 */
function advance(
  interval: Interval,
  sample: FloatTensor,
  outputs: readonly FloatTensor[],
  ending?: FloatTensor,
): FloatTensor {
  const { ratios, targets, scale, ofSample, ofOutput } = intervalTerms(interval);
  const [first] = outputs;
  if (!first) throw new Error('an interval begins with an output');
  const points = ending ? [...ratios, 1] : ratios;
  // The lowest orders are simplified as the paper does: exact weights are 1/2 in the limit.
  const weights = points.length === 1 ? [0.5] : slopeWeights(points, targets);
  const slopes = points.map((ratio, k) => ({
    weight: (scale * (weights[k] ?? 0)) / ratio,
    data: (ending && k === points.length - 1 ? ending : outputs[k + 1])?.data ?? first.data,
  }));
  return mapTensor(sample, (i) => {
    const here = first.data[i] ?? 0;
    return slopes.reduce(
      (sum, { weight, data }) => sum - weight * ((data[i] ?? 0) - here),
      ofSample * (sample.data[i] ?? 0) - ofOutput * here,
    );
  });
}

function orderAt(schedule: Schedule, index: number, earlier: number): number {
  const { config, timesteps } = schedule;
  const wanted = config.solver_order ?? 2;
  const left = timesteps.length - index;
  const order = (config.lower_order_final ?? true) ? Math.min(wanted, left) : wanted;
  return Math.min(order, earlier + 1);
}

/** Levels that stand twice: nothing to move, and no slope. */
const isStill = (schedule: Schedule, from: number): boolean =>
  at(schedule.sigmas, from) === at(schedule.sigmas, from + 1);

/** The sample as UniC mends it, now that the output at the end of the last interval is known. */
function corrected({ schedule, index, sample }: StepArgs, output: FloatTensor, state: unknown) {
  const disabled = schedule.config.disable_corrector ?? [];
  if (!isUniPcState(state) || index === 0 || disabled.includes(index - 1)) return sample;
  if (isStill(schedule, index - 1)) return sample;
  const interval = { schedule, from: index - 1, order: state.last.order };
  return advance(interval, state.last.sample, state.earlier, output);
}

/** Noise levels, the timesteps that go with them, and the end where it is not zero. */
function levelsOf(config: SchedulerConfig, options: LevelOptions, training: Float32Array) {
  const { steps, spacing, sigmaSpacing } = options;
  const trainSteps = config.num_train_timesteps;
  const ofFlow = (sigmas: readonly number[]) => ({
    sigmas,
    timesteps: sigmas.map((sigma) => Math.trunc(sigma * trainSteps)),
    end: at(sigmas, steps - 1),
  });
  if (sigmaSpacing === 'model') {
    if (config.use_flow_sigmas) return ofFlow(flowSigmas(config, options));
    const timesteps = solverTimesteps(config, spacing, steps, trainSteps);
    const sigmas = timesteps.map((t) => at(training, Math.min(t, training.length - 1)));
    return { sigmas, timesteps, end: at(training, 0) };
  }
  const ends = [at(training, training.length - 1), at(training, 0)] as const;
  const sigmas = spreadSigmas(config, sigmaSpacing, ends, steps);
  if (sigmaSpacing === 'karras' && config.use_flow_sigmas) {
    return ofFlow(sigmas.map((sigma) => sigma / (sigma + 1)));
  }
  refuseFlowSpread(config, sigmaSpacing);
  const round = sigmaSpacing === 'karras' ? roundHalfEven : Math.trunc;
  const timesteps = timestepsOfSigmas(training, sigmas).map(round);
  return { sigmas, timesteps, end: at(sigmas, steps - 1) };
}

/** A hair below 1, where lambda would be infinite. */
function flowSigmas(config: SchedulerConfig, { steps, imageTokens }: LevelOptions): number[] {
  const shift = config.use_dynamic_shifting
    ? dynamicShift(config, imageTokens)
    : (config.flow_shift ?? 1);
  const last = 1 / config.num_train_timesteps;
  const moved = Array.from({ length: steps }, (_, i) =>
    shifted(shift, 1 - ((1 - last) * i) / steps),
  );
  const ended = config.shift_terminal ? stretched(moved, config.shift_terminal) : moved;
  return ended.map((sigma) => Math.min(sigma, 1 - 1e-6));
}

/**
 * Zhao et al. 2023, "UniPC", as diffusers' `UniPCMultistepScheduler`: a predictor, then at the next
 * run a corrector that costs no run of its own.
 */
export const uniPc: Sampler = {
  ...solverScale,
  title: 'UniPC',
  doc: 'corrects each step by the next: good in 8 to 15 steps',
  className: 'UniPCMultistepScheduler',
  defaultSpacing: 'linspace',
  order: 1,
  predictions: ['epsilon', 'v_prediction', 'sample', 'flow_prediction'],
  sigmaSpacings: ['karras', 'exponential', 'beta'],
  noise: 'none',
  rescalesInReference: true,
  options: ['solver_order', 'solver_type', 'final_sigmas_type'],
  levels(config, options) {
    refuseUnsolvable(config);
    const training = trainingSigmas(config);
    const { sigmas, timesteps, end } = levelsOf(config, options, training.sigmas);
    return {
      timesteps,
      sigmas: [...sigmas, config.final_sigmas_type === 'sigma_min' ? end : 0].map(Math.fround),
      alphasCumprod: training.alphasCumprod,
      finalAlphaCumprod: 1,
      initNoiseSigma: 1,
    };
  },
  step(args) {
    const { schedule, index, state } = args;
    const earlier = isUniPcState(state) ? state.earlier : [];
    const predictedClean = solverClean(args);
    const output = converted(args, predictedClean);
    const sample = corrected(args, output, state);
    const outputs = [output, ...earlier];
    const order = orderAt(schedule, index, earlier.length);
    return {
      sample: isStill(schedule, index)
        ? sample
        : advance({ schedule, from: index, order }, sample, outputs),
      predictedClean,
      state: { earlier: outputs.slice(0, 3), last: { sample, order } },
    };
  },
};

function refuseUnsolvable(config: SchedulerConfig): void {
  refuseFlowWithoutSigmas(config);
  const order = config.solver_order ?? 2;
  if (config.final_sigmas_type !== 'sigma_min' && config.lower_order_final === false && order > 1) {
    throw new NodeFailure({
      code: 'unipc-order-at-zero',
      message: `UniPC cannot take its last step to no noise at order ${order}, as lower_order_final false in scheduler_config.json asks.`,
      hint: 'Set lower_order_final to true, solver_order to 1 or final_sigmas_type to sigma_min.',
    });
  }
}

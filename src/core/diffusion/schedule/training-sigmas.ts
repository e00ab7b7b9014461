import { NodeFailure } from '../../errors';
import type { SchedulerConfig } from '../../models/manifest';
import { capital } from '../../text/capital';
import type { SigmaSpacing } from '../../values';
import { alphasCumprodOf } from './alphas';
import { betaSigmas, exponentialSigmas, karrasSigmas } from './sigmas';

/**
 * diffusers sets the last cumulative product to this where SNR would be zero: an infinite sigma
 * cannot be stepped from. sigma is 4096 then.
 */
const smallestAlphaCumprod = 2 ** -24;

export interface TrainingSigmas {
  /** float32, index = training timestep; never 0. */
  readonly alphasCumprod: Float32Array;
  /** sqrt((1 - a) / a), ascending, float32 as torch: the ratio first, then its root. */
  readonly sigmas: Float32Array;
}

/** Noise levels of the training timesteps, for samplers that step in sigma. */
export function trainingSigmas(config: SchedulerConfig): TrainingSigmas {
  const alphasCumprod = alphasCumprodOf(config);
  if (config.rescale_betas_zero_snr) alphasCumprod[alphasCumprod.length - 1] = smallestAlphaCumprod;
  const sigmas = alphasCumprod.map((alpha) =>
    Math.sqrt(Math.fround(Math.fround(1 - alpha) / alpha)),
  );
  return { alphasCumprod, sigmas };
}

/** `np.interp` over the training timesteps 0, 1, 2...: float64, clamped at the ends. */
export function sigmaOfTimestep(training: Float32Array, timestep: number): number {
  const last = training.length - 1;
  const low = Math.min(Math.max(Math.floor(timestep), 0), last);
  const start = training[low] ?? 0;
  if (timestep <= 0 || low === last) return start;
  return start + ((training[low + 1] ?? 0) - start) * (timestep - low);
}

/**
 * The training timesteps, fractional, at which the U-Net knows these noise levels: between two by
 * ln sigma. Source: diffusers' `_sigma_to_t`, float32 where numpy keeps float32.
 */
export function timestepsOfSigmas(training: Float32Array, sigmas: readonly number[]): number[] {
  const logs = training.map(Math.log);
  return sigmas.map((sigma) => {
    const log = Math.log(Math.max(sigma, 1e-10));
    // The last level at or below the wanted one, and never the very last.
    let low = 0;
    let high = logs.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((logs[middle] ?? 0) <= log) low = middle;
      else high = middle;
    }
    const start = logs[low] ?? 0;
    const share = (start - log) / Math.fround(start - (logs[low + 1] ?? 0));
    const weight = Math.min(1, Math.max(0, share));
    return (1 - weight) * low + weight * (low + 1);
  });
}

const spreads = {
  karras: karrasSigmas,
  exponential: exponentialSigmas,
  beta: betaSigmas,
} as const satisfies Record<Exclude<SigmaSpacing, 'model'>, unknown>;

/**
 * Noise levels spread anew between two, or between the config's own sigma_max and sigma_min.
 * @throws NodeFailure where these leave nothing between them: sigmas that stand still or rise.
 */
export function spreadSigmas(
  config: SchedulerConfig,
  spacing: Exclude<SigmaSpacing, 'model'>,
  [largest, smallest]: readonly [number, number],
  steps: number,
): number[] {
  const [max, min] = [config.sigma_max ?? largest, config.sigma_min ?? smallest];
  if (steps > 1 && (config.sigma_max ?? config.sigma_min) != null && max <= min) {
    throw new NodeFailure({
      code: 'sigma-range-empty',
      message: `${capital(spacing)} sigmas go down from ${sigmaText('sigma_max', config, max)} to ${sigmaText('sigma_min', config, min)}: expected the first to be the larger.`,
      hint: 'Mend sigma_min and sigma_max in scheduler_config.json, or set Sigmas in Schedule to As the timesteps.',
      port: 'defaults',
    });
  }
  return spreads[spacing](max, min, steps);
}

function sigmaText(field: 'sigma_max' | 'sigma_min', config: SchedulerConfig, value: number) {
  const text = Number(value.toPrecision(4));
  return config[field] == null ? `the model's own ${text}` : `${field} ${text}`;
}

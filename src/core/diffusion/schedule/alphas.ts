import type { SchedulerConfig } from '../../models/manifest';
import { betasOf } from './betas';

/** Running product kept in float64 and stored in float32 at each place, as torch's CPU cumprod. */
function cumprod(alphas: Float32Array): Float32Array {
  let product = 1;
  return alphas.map((alpha) => {
    product *= alpha;
    return product;
  });
}

const alphasOf = (betas: Float32Array): Float32Array => betas.map((beta) => 1 - beta);

/**
 * Rescales betas so that the last timestep is noise alone: Lin et al. 2023, "Common Diffusion Noise
 * Schedules and Sample Steps are Flawed", algorithm 1, with diffusers' float32 roundings.
 */
function rescaleZeroTerminalSnr(betas: Float32Array): Float32Array {
  const roots = cumprod(alphasOf(betas)).map(Math.sqrt);
  const first = roots[0] ?? 1;
  const last = roots[roots.length - 1] ?? 0;
  const stretch = Math.fround(first / Math.fround(first - last));
  const bars = roots
    .map((root) => root - last)
    .map((root) => root * stretch)
    .map((root) => root * root);
  return bars.map((bar, i) => 1 - Math.fround(i === 0 ? bar : bar / (bars[i - 1] ?? 1)));
}

/** float32 cumulative products of 1 - beta, index = training timestep; the last is 0 at zero terminal SNR. */
export function alphasCumprodOf(config: SchedulerConfig): Float32Array {
  const betas = betasOf(config);
  return cumprod(alphasOf(config.rescale_betas_zero_snr ? rescaleZeroTerminalSnr(betas) : betas));
}

import { NodeFailure } from '../../errors';
import type { SchedulerConfig } from '../../models/manifest';
import { at } from './sampler';

/** How flow models move their noise levels, sigma 0..1, towards noise. */

/** Esser et al. 2024, "Scaling Rectified Flow Transformers", eq. 23: larger pictures need more noise. */
export const shifted = (shift: number, sigma: number): number =>
  (shift * sigma) / (1 + (shift - 1) * sigma);

/** The shift's logarithm, linear in the number of tokens. Source: the Flux pipeline's `calculate_shift`. */
function shiftOfTokens(config: SchedulerConfig, tokens: number): number {
  const { base_image_seq_len: baseTokens = 256, max_image_seq_len: maxTokens = 4096 } = config;
  const base = config.base_shift ?? 0.5;
  const slope = ((config.max_shift ?? 1.15) - base) / (maxTokens - baseTokens);
  return base + slope * (tokens - baseTokens);
}

export function dynamicShift(config: SchedulerConfig, tokens: number | undefined) {
  if (!tokens) {
    throw new NodeFailure({
      code: 'image-tokens-missing',
      message: 'The model’s shift grows with the picture, and how many tokens it has is not known.',
      hint: 'In Schedule, set Image tokens: width × height of the picture / 256 for most models.',
    });
  }
  const mu = shiftOfTokens(config, tokens);
  // Both are shifts: exponential by e^mu, linear by mu itself.
  return config.time_shift_type === 'linear' ? mu : Math.exp(mu);
}

/** So that the last sigma is shift_terminal (LTX-Video). */
export function stretched(sigmas: readonly number[], terminal: number): number[] {
  const scale = (1 - at(sigmas, sigmas.length - 1)) / (1 - terminal);
  return sigmas.map((sigma) => 1 - (1 - sigma) / scale);
}

import type { SchedulerConfig } from '../../models/manifest';
import type { Schedule } from '../../values';
import { roundHalfEven, type Spacing, spacedTimesteps } from '../schedule/timesteps';
import { at, type Sampler } from './sampler';

/** What samplers that step along alphas, at whole training timesteps, have in common. */

/** x = sqrt(a) x0 + sqrt(1 - a) eps: the U-Net sees the sample as it is. */
export const alphaScale = {
  inputScale: () => 1,
  noiseLevel(schedule: Schedule, index: number) {
    const alpha = at(schedule.alphasCumprod, at(schedule.timesteps, index));
    return { signal: Math.sqrt(alpha), noise: Math.sqrt(1 - alpha) };
  },
} as const satisfies Pick<Sampler, 'inputScale' | 'noiseLevel'>;

/** Descending, `steps` of them. */
export const wholeTimesteps = (
  config: SchedulerConfig,
  spacing: Spacing,
  steps: number,
): number[] =>
  spacedTimesteps(spacing, steps, config.num_train_timesteps, config.steps_offset).map(
    roundHalfEven,
  );

import type { SchedulerConfig } from '../../models/manifest';
import type { FloatTensor } from '../../values';
import { mapTensor } from '../tensor';

const clamp = (x: number, range: number) => Math.min(range, Math.max(-range, x));

/** `torch.quantile`: linear between neighbours. */
function quantile(sorted: Float32Array, q: number): number {
  const place = q * (sorted.length - 1);
  const low = Math.floor(place);
  const start = sorted[low] ?? 0;
  return start + ((sorted[low + 1] ?? start) - start) * (place - low);
}

/**
 * The predicted clean latent as the config limits it: clipped to a range, or by dynamic
 * thresholding (Saharia et al. 2022, "Imagen", section 2.3), sample by sample.
 * @param clips whether diffusers' class clips where the config does not say.
 */
export function limitClean(
  config: SchedulerConfig,
  clean: FloatTensor,
  clips: boolean,
): FloatTensor {
  const { data } = clean;
  if (config.thresholding) {
    const size = data.length / (clean.dims[0] ?? 1);
    const ratio = config.dynamic_thresholding_ratio ?? 0.995;
    const limits = Array.from({ length: clean.dims[0] ?? 1 }, (_, b) => {
      const sizes = data.subarray(b * size, (b + 1) * size).map(Math.abs);
      return Math.min(Math.max(quantile(sizes.sort(), ratio), 1), config.sample_max_value ?? 1);
    });
    return mapTensor(clean, (i) => {
      const limit = limits[Math.floor(i / size)] ?? 1;
      return clamp(data[i] ?? 0, limit) / limit;
    });
  }
  if (!(config.clip_sample ?? clips)) return clean;
  const range = config.clip_sample_range ?? 1;
  return mapTensor(clean, (i) => clamp(data[i] ?? 0, range));
}

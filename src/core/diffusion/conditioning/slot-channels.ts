import type { FloatTensor, ImageValue, LatentValue, MaskValue } from '../../values';
import { areaAverage, cellsOf, maxPool } from '../cells';
import { floatTensor, mapTensor } from '../tensor';

/** Mean of the colours, `[B, 1, H, W]`: a depth map comes as a grey picture. */
function grey({ dims, data }: FloatTensor): FloatTensor {
  const [batch = 1, channels = 1, height = 1, width = 1] = dims;
  const pixels = height * width;
  const means = Float32Array.from({ length: batch * pixels }, (_, i) => {
    const from = Math.floor(i / pixels) * channels * pixels + (i % pixels);
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += data[from + channel * pixels] ?? 0;
    return sum / channels;
  });
  return floatTensor(means, [batch, 1, height, width]);
}

/**
 * What a slot of `channels` channels gets: a latent as it is, an image averaged by f to -1..1 (its
 * mean for one channel), a mask max-pooled by f.
 */
export function slotChannels(
  value: LatentValue | ImageValue | MaskValue,
  channels: number,
  factor: number,
): FloatTensor {
  if (value.kind === 'latent') return value.tensor;
  if (value.kind === 'mask') return maxPool(value.tensor, cellsOf(value.tensor, factor));
  const small = areaAverage(channels === 1 ? grey(value.tensor) : value.tensor, factor);
  return mapTensor(small, (i) => 2 * (small.data[i] ?? 0) - 1);
}

/** Channels that a value of that kind brings to a slot of `channels`; undefined: not known yet. */
export function channelsOf(
  value: { readonly kind: string; readonly channels?: number },
  channels: number,
): number | undefined {
  if (value.kind === 'latent') return value.channels;
  if (value.kind === 'mask') return 1;
  return channels === 1 ? 1 : 3;
}

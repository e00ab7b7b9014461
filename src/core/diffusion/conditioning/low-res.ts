import { gaussianBlur } from '../../imaging/gaussian-blur';
import type { FloatTensor } from '../../values';
import { areaAverage } from '../cells';
import { torchCpuNoise } from '../noise/torch-cpu';
import { elements, floatTensor, mapTensor } from '../tensor';

export interface LowResOptions {
  /** Standard deviation of the blur, px of the input. */
  readonly sigma: number;
  /** Pixels to a cell, along each axis. */
  readonly factor: number;
  /** Standard deviation of the noise that is added, in units of the -1..1 result. */
  readonly noiseLevel: number;
  readonly seed: number;
}

/** RGB 0..1 `[B, 3, H, W]`, blurred, area-averaged by f, to -1..1, with noise: `[B, 3, H / f, W / f]`. */
export function lowRes(image: FloatTensor, options: LowResOptions): FloatTensor {
  const { sigma, factor, noiseLevel, seed } = options;
  const small = areaAverage(gaussianBlur(image, sigma), factor);
  const noise = noiseLevel > 0 ? torchCpuNoise(seed, small.data.length) : undefined;
  return mapTensor(small, (i) => 2 * (small.data[i] ?? 0) - 1 + noiseLevel * (noise?.[i] ?? 0));
}

/** A slot that only says that another is given: all 1, of the same size. */
export function presence({ dims: [batch = 1, , height = 1, width = 1] }: FloatTensor): FloatTensor {
  const dims = [batch, 1, height, width];
  return floatTensor(new Float32Array(elements(dims)).fill(1), dims);
}

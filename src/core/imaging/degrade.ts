import { gaussianNoise } from '../diffusion/noise/gaussian';
import { mapTensor, stackBatch } from '../diffusion/tensor';
import type { NodeContext } from '../node-context';
import type { FloatTensor } from '../values';
import { clamped } from './clamp';
import { gaussianBlur } from './gaussian-blur';
import { type ResizeMethod, resize } from './resize';
import { imageOf, shapeOf } from './shape';
import { shuffled } from './shuffle';

export const degradations = ['blur', 'downscale', 'noise', 'jpeg'] as const;
export type Degradation = (typeof degradations)[number];

export interface DegradeParams {
  readonly order: 'shuffled' | 'fixed';
  readonly seed: number;
  /** Pixels; 0 leaves it out. */
  readonly blur: number;
  /** Factor >= 1 of both sides; 1 leaves it out. */
  readonly downscale: number;
  readonly method: ResizeMethod;
  /** Standard deviation, 0..255; 0 leaves it out. */
  readonly noise: number;
  /** 1..100; 100 leaves it out. */
  readonly quality: number;
}

/**
 * The steps that do something, in their order. Zhang et al. 2021, "Designing a Practical Degradation
 * Model for Deep Blind Image Super-Resolution": blur, downscale, noise and JPEG, shuffled by the seed.
 */
export function degradeOrder(params: DegradeParams): Degradation[] {
  const order = params.order === 'fixed' ? degradations : shuffled(degradations, params.seed);
  const does = {
    blur: params.blur > 0,
    downscale: params.downscale > 1,
    noise: params.noise > 0,
    jpeg: params.quality < 100,
  };
  return order.filter((step) => does[step]);
}

/** Pixels a side after the chain. */
export const degradedSide = (side: number, { downscale }: Pick<DegradeParams, 'downscale'>) =>
  Math.max(1, Math.round(side / downscale));

/** `[B, 3, H, W]` to `[B, 3, H / downscale, W / downscale]`, 0..1. */
export async function degrade(
  ctx: Pick<NodeContext, 'encodeImage' | 'decodeImage' | 'checkpoint'>,
  image: FloatTensor,
  params: DegradeParams,
): Promise<FloatTensor> {
  let current = image;
  for (const step of degradeOrder(params)) {
    await ctx.checkpoint();
    current = await degradeOnce(ctx, current, step, params);
  }
  return current;
}

async function degradeOnce(
  ctx: Pick<NodeContext, 'encodeImage' | 'decodeImage'>,
  image: FloatTensor,
  step: Degradation,
  params: DegradeParams,
): Promise<FloatTensor> {
  switch (step) {
    case 'blur':
      return gaussianBlur(image, params.blur);
    case 'downscale': {
      const { width, height } = shapeOf(image);
      const { method } = params;
      const size = { width: degradedSide(width, params), height: degradedSide(height, params) };
      return clamped(resize(image, { ...size, method }));
    }
    case 'noise': {
      const noise = gaussianNoise('torch-cpu', params.seed, image.data.length);
      const amount = params.noise / 255;
      return clamped(mapTensor(image, (i) => (image.data[i] ?? 0) + amount * (noise[i] ?? 0)));
    }
    case 'jpeg': {
      const { quality } = params;
      const files = await ctx.encodeImage(imageOf(image), { format: 'jpeg', quality });
      const decoded: FloatTensor[] = [];
      for (const file of files) decoded.push((await ctx.decodeImage(file, 'JPEG')).tensor);
      return stackBatch(decoded);
    }
  }
}

/** Shown on the node: `noise → JPEG → blur`. */
export const describeOrder = (params: DegradeParams): string =>
  degradeOrder(params)
    .map((step) => (step === 'jpeg' ? 'JPEG' : step))
    .join(' → ');

import { mapTensor } from '../diffusion/tensor';
import type { FloatTensor } from '../values';
import { shapeOf } from './shape';

/** W3C Compositing and Blending Level 1, separable blend modes; values 0..1. */
const blends = {
  normal: (_below: number, above: number) => above,
  multiply: (below: number, above: number) => below * above,
  screen: (below: number, above: number) => below + above - below * above,
  difference: (below: number, above: number) => Math.abs(below - above),
  add: (below: number, above: number) => Math.min(1, below + above),
} as const;

export type Blend = keyof typeof blends;

/**
 * `background + opacity * mask * (blend - background)`. All of one batch and one size:
 * `[B, 3, H, W]`, the mask `[B, 1, H, W]`; without one the foreground covers everything.
 */
export function composite(args: {
  readonly background: FloatTensor;
  readonly foreground: FloatTensor;
  readonly mask?: FloatTensor;
  readonly blend: Blend;
  /** 0..1 */
  readonly opacity: number;
}): FloatTensor {
  const { background, foreground, mask, opacity } = args;
  const blend = blends[args.blend];
  const { width, height } = shapeOf(background);
  const pixels = width * height;
  return mapTensor(background, (i) => {
    const below = background.data[i] ?? 0;
    const pixel = Math.floor(i / (3 * pixels)) * pixels + (i % pixels);
    const weight = opacity * (mask ? (mask.data[pixel] ?? 0) : 1);
    return below + weight * (blend(below, foreground.data[i] ?? 0) - below);
  });
}

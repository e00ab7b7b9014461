import { resize } from '../imaging/resize';
import type { PortProblem } from '../node-definition';
import type { FloatTensor } from '../values';
import { mapTensor } from './tensor';

interface Sides {
  readonly width?: number;
  readonly height?: number;
}

const text = ({ width, height }: Sides): string => `${width} × ${height} px`;

/** That a mask is brought to the size of what it masks, or nothing. */
export function maskSizeNote(
  mask: Sides | undefined,
  image: Sides | undefined,
): string | undefined {
  if (!mask?.width || !mask.height || !image?.width || !image.height) return undefined;
  if (mask.width === image.width && mask.height === image.height) return undefined;
  return `The mask is ${text(mask)}, the picture ${text(image)}: the mask is resized.`;
}

/** The same as a warning, before running. */
export function maskSizeProblems(
  mask: Sides | undefined,
  image: Sides | undefined,
  port: string,
): PortProblem[] {
  const message = maskSizeNote(mask, image);
  return message
    ? [
        {
          severity: 'warning',
          code: 'mask-resized',
          message,
          hint: 'Make the mask for this picture if its edges matter.',
          port,
        },
      ]
    : [];
}

export const sidesOf = ({ dims: [, , height, width] }: FloatTensor): Sides => ({ width, height });

/** `[B, 1, H, W]` at the size of `like`, by the nearest pixel. */
export function maskLike(mask: FloatTensor, like: FloatTensor): FloatTensor {
  const [, , height = 1, width = 1] = like.dims;
  return resize(mask, { width, height, method: 'nearest' });
}

/** 0 or 1: a pixel half masked or more is masked. */
export const binary = (mask: FloatTensor): FloatTensor =>
  mapTensor(mask, (i) => ((mask.data[i] ?? 0) >= 0.5 ? 1 : 0));

/** RGB 0..1 `[B, 3, H, W]` with what is masked in mid grey. Batches are equal. */
export function greyOut(image: FloatTensor, mask: FloatTensor): FloatTensor {
  const pixels = (image.dims[2] ?? 1) * (image.dims[3] ?? 1);
  const channels = image.dims[1] ?? 1;
  return mapTensor(image, (i) => {
    const item = Math.floor(i / (channels * pixels));
    return (mask.data[item * pixels + (i % pixels)] ?? 0) > 0 ? 0.5 : (image.data[i] ?? 0);
  });
}

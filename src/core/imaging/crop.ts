import { floatTensor } from '../diffusion/tensor';
import type { FloatTensor } from '../values';
import { shapeOf } from './shape';

export interface Rectangle {
  /** Pixels from the left and the top. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What lies inside a rectangle, which must lie inside the picture. `[B, C, height, width]` */
export function crop(tensor: FloatTensor, { x, y, width, height }: Rectangle): FloatTensor {
  const from = shapeOf(tensor);
  const planes = from.batch * from.channels;
  const data = new Float32Array(planes * width * height);
  for (let plane = 0; plane < planes; plane++) {
    for (let row = 0; row < height; row++) {
      const start = (plane * from.height + y + row) * from.width + x;
      data.set(tensor.data.subarray(start, start + width), (plane * height + row) * width);
    }
  }
  return floatTensor(data, [from.batch, from.channels, height, width]);
}

/** Why a rectangle cannot be cut out of a picture of that size, or null. */
export function cropFault(
  { x, y, width, height }: Rectangle,
  size: { readonly width: number; readonly height: number },
) {
  if (x + width <= size.width && y + height <= size.height) return null;
  return {
    code: 'crop-outside',
    message: `The crop reaches to ${x + width}, ${y + height}; the picture ends at ${size.width}, ${size.height} px.`,
    hint: 'Make it smaller, or move it to the left and up.',
    port: 'image',
  };
}

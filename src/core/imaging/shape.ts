import type { FloatTensor, ImageValue, MaskValue } from '../values';

/** Axes of a picture tensor `[B, C, H, W]`. */
export interface Shape {
  readonly batch: number;
  readonly channels: number;
  /** Pixels. */
  readonly height: number;
  readonly width: number;
}

export function shapeOf({ dims }: FloatTensor): Shape {
  const [batch = 1, channels = 1, height = 1, width = 1] = dims;
  return { batch, channels, height, width };
}

export const imageOf = (tensor: FloatTensor): ImageValue => ({ kind: 'image', tensor });
export const maskOf = (tensor: FloatTensor): MaskValue => ({ kind: 'mask', tensor });

/** One picture of a batch, as a batch of one; shares its memory. */
export function itemOf(tensor: FloatTensor, item: number): FloatTensor {
  const [, ...dims] = tensor.dims;
  const size = dims.reduce((product, dim) => product * dim, 1);
  const data = tensor.data.subarray(item * size, (item + 1) * size);
  return { type: 'float32', dims: [1, ...dims], data };
}

/** The first channel of a picture: its grey, where all are equal. `[B, 1, H, W]` */
export function firstChannel(tensor: FloatTensor): FloatTensor {
  const { batch, channels, height, width } = shapeOf(tensor);
  const pixels = height * width;
  const data = new Float32Array(batch * pixels);
  for (let item = 0; item < batch; item++) {
    const start = item * channels * pixels;
    data.set(tensor.data.subarray(start, start + pixels), item * pixels);
  }
  return { type: 'float32', dims: [batch, 1, height, width], data };
}

/** A mask as a grey picture `[B, 3, H, W]`. */
export function greyOf(mask: FloatTensor): FloatTensor {
  const { batch, height, width } = shapeOf(mask);
  const pixels = height * width;
  const data = new Float32Array(batch * 3 * pixels);
  for (let item = 0; item < batch; item++) {
    const plane = mask.data.subarray(item * pixels, (item + 1) * pixels);
    for (let channel = 0; channel < 3; channel++) data.set(plane, (item * 3 + channel) * pixels);
  }
  return { type: 'float32', dims: [batch, 3, height, width], data };
}

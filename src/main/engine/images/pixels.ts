import type { FloatTensor } from '@core/values';

/** Planes of one image of a batch, 0..1, to opaque RGBA bytes; out of range is clipped. */
export function rgbaOf({ data, dims }: FloatTensor, item: number): Uint8ClampedArray {
  const pixels = (dims[2] ?? 0) * (dims[3] ?? 0);
  const rgba = new Uint8ClampedArray(4 * pixels).fill(255);
  const base = item * 3 * pixels;
  for (let channel = 0; channel < 3; channel++) {
    for (let pixel = 0; pixel < pixels; pixel++) {
      const value = data[base + channel * pixels + pixel] ?? 0;
      rgba[pixel * 4 + channel] = Math.round(Math.min(1, Math.max(0, value)) * 255);
    }
  }
  return rgba;
}

/** Interleaved RGBA to planes of RGB, 0..1; alpha is not looked at. */
export function planesOf(rgba: Uint8ClampedArray): Float32Array {
  const pixels = rgba.length / 4;
  const planes = new Float32Array(3 * pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      planes[channel * pixels + pixel] = (rgba[pixel * 4 + channel] ?? 0) / 255;
    }
  }
  return planes;
}

import { floatTensor } from '../diffusion/tensor';
import type { FloatTensor } from '../values';
import { shapeOf } from './shape';

/** ITU-R BT.709 luma of values 0..1. */
const luma = [0.2126, 0.7152, 0.0722] as const;

function perPixel(
  image: FloatTensor,
  value: (red: number, green: number, blue: number) => number,
): FloatTensor {
  const { batch, height, width } = shapeOf(image);
  const pixels = height * width;
  const data = new Float32Array(batch * pixels);
  for (let item = 0; item < batch; item++) {
    const at = (channel: number, i: number) => image.data[(item * 3 + channel) * pixels + i] ?? 0;
    for (let i = 0; i < pixels; i++) {
      data[item * pixels + i] = value(at(0, i), at(1, i), at(2, i));
    }
  }
  return floatTensor(data, [batch, 1, height, width]);
}

/** Brightness as a soft mask, `[B, 3, H, W]` to `[B, 1, H, W]`. */
export const maskFromLuminance = (image: FloatTensor): FloatTensor =>
  perPixel(image, (r, g, b) => luma[0] * r + luma[1] * g + luma[2] * b);

/**
 * 1 where a colour (0..255) is no farther than `tolerance` (0..1 of the distance from black to
 * white) from the one asked for, else 0.
 */
export function maskFromColour(
  image: FloatTensor,
  colour: readonly [number, number, number],
  tolerance: number,
): FloatTensor {
  const [red, green, blue] = colour;
  // 8-bit colours are given back as float32: a hair beside the exact one still is that colour.
  const most = Math.sqrt(3) * tolerance + 1e-6;
  return perPixel(image, (r, g, b) =>
    Math.hypot(r - red / 255, g - green / 255, b - blue / 255) <= most ? 1 : 0,
  );
}

/** `#ff8800` or `#f80`, with or without the sign, as 0..255; null when it is neither. */
export function parseColour(text: string): readonly [number, number, number] | null {
  const [, short, long] = /^#?(?:([0-9a-f]{3})|([0-9a-f]{6}))$/i.exec(text.trim()) ?? [];
  const hex = short ? [...short].map((digit) => digit + digit).join('') : long;
  if (!hex) return null;
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return [part(0), part(2), part(4)];
}

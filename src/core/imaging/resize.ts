import type { FloatTensor } from '../values';
import { filterAxis, type Taps } from './axis-filter';
import { shapeOf } from './shape';

export const resizeMethods = ['nearest', 'area', 'bilinear', 'bicubic', 'lanczos'] as const;
export type ResizeMethod = (typeof resizeMethods)[number];

/** Keys 1981, "Cubic convolution interpolation", a = -0.5. */
const cubicSharpness = -0.5;

function cubic(distance: number): number {
  const x = Math.abs(distance);
  const a = cubicSharpness;
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

const kernels = {
  bilinear: { support: 1, at: (x: number) => Math.max(0, 1 - Math.abs(x)) },
  bicubic: { support: 2, at: cubic },
  lanczos: { support: 3, at: (x: number) => (Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0) },
} as const;

/** A stretch of an axis, in pixels; may be fractional. */
export interface Span {
  readonly from: number;
  readonly length: number;
}

/**
 * `count` output pixels from a stretch of `length` input pixels. When shrinking, kernels widen with
 * the scale (antialiasing), as in Pillow's `Image.resize`; `area` weighs each pixel by its exact share.
 */
function resizeTaps(
  length: number,
  count: number,
  method: ResizeMethod,
  span: Span = { from: 0, length },
): Taps[] {
  const scale = span.length / count;
  return Array.from({ length: count }, (_, i) => {
    const left = span.from + i * scale;
    switch (method) {
      case 'nearest':
        return {
          start: Math.min(length - 1, Math.max(0, Math.floor(left + scale / 2))),
          weights: Float64Array.of(1),
        };
      case 'area':
        return normalised(length, left, left + scale, (pixel) =>
          Math.max(0, Math.min(pixel + 1, left + scale) - Math.max(pixel, left)),
        );
      default: {
        const { support, at } = kernels[method];
        const widened = Math.max(1, scale);
        const centre = left + scale / 2;
        const reach = support * widened;
        return normalised(
          length,
          // Pillow takes the pixels whose centres the kernel reaches.
          Math.floor(centre - reach + 0.5),
          Math.floor(centre + reach + 0.5),
          (pixel) => at((pixel + 0.5 - centre) / widened),
        );
      }
    }
  });
}

function normalised(
  length: number,
  from: number,
  to: number,
  weight: (pixel: number) => number,
): Taps {
  const start = Math.min(length - 1, Math.max(0, Math.floor(from)));
  const end = Math.max(start + 1, Math.min(length, Math.ceil(to)));
  const weights = Float64Array.from({ length: end - start }, (_, k) => weight(start + k));
  const sum = weights.reduce((a, b) => a + b, 0);
  // Rounding may leave a span that touches no pixel by any share: the nearest one stands for it.
  return sum === 0
    ? { start, weights: Float64Array.of(1) }
    : { start, weights: weights.map((w) => w / sum) };
}

export interface ResizeTarget {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly method: ResizeMethod;
  /** Of the input; absent: all of it. */
  readonly columns?: Span;
  readonly rows?: Span;
}

/** `[B, C, H, W]` to `[B, C, height, width]`; bicubic and Lanczos may overshoot the input's range. */
export function resize(tensor: FloatTensor, target: ResizeTarget): FloatTensor {
  const { width, height } = shapeOf(tensor);
  const { method, columns, rows } = target;
  const same = target.width === width && target.height === height && !columns && !rows;
  if (same) return tensor;
  const wide = filterAxis(tensor, 'width', resizeTaps(width, target.width, method, columns));
  return filterAxis(wide, 'height', resizeTaps(height, target.height, method, rows));
}

import { floatTensor } from '../diffusion/tensor';
import type { FloatTensor } from '../values';

/** What one output pixel is made of: `weights` of the input pixels from `start` on. */
export interface Taps {
  readonly start: number;
  readonly weights: Float64Array;
}

/** Weighted sums along an axis; as many outputs as `taps`. Computed in float64, rounded once. */
export function filterAxis(
  tensor: FloatTensor,
  axis: 'width' | 'height',
  taps: readonly Taps[],
): FloatTensor {
  const index = axis === 'width' ? 3 : 2;
  const length = tensor.dims[index] ?? 1;
  const inner = axis === 'width' ? 1 : (tensor.dims[3] ?? 1);
  const outer = tensor.data.length / (length * inner);
  const input = tensor.data;
  const data = new Float32Array(outer * taps.length * inner);
  for (let o = 0; o < outer; o++) {
    for (const [row, { start, weights }] of taps.entries()) {
      const from = (o * length + start) * inner;
      const to = (o * taps.length + row) * inner;
      for (let i = 0; i < inner; i++) {
        let sum = 0;
        for (let k = 0; k < weights.length; k++) {
          sum += (weights[k] ?? 0) * (input[from + k * inner + i] ?? 0);
        }
        data[to + i] = sum;
      }
    }
  }
  return floatTensor(
    data,
    tensor.dims.map((dim, i) => (i === index ? taps.length : dim)),
  );
}

/** Taps of given weights by pixel; pixels beyond the edges count as the pixel at the edge. */
export function edgeTaps(
  length: number,
  entries: readonly (readonly [pixel: number, weight: number])[],
): Taps {
  const inside = entries.map(
    ([pixel, w]) => [Math.min(length - 1, Math.max(0, pixel)), w] as const,
  );
  const start = Math.min(...inside.map(([pixel]) => pixel));
  const end = Math.max(...inside.map(([pixel]) => pixel));
  const weights = new Float64Array(end - start + 1);
  for (const [pixel, w] of inside) weights[pixel - start] = (weights[pixel - start] ?? 0) + w;
  return { start, weights };
}

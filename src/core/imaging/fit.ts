import { floatTensor } from '../diffusion/tensor';
import type { FloatTensor } from '../values';
import { clamped } from './clamp';
import { type ResizeMethod, resize, type Span } from './resize';
import { shapeOf } from './shape';

export type Fit = 'stretch' | 'cover' | 'contain';

interface FitTarget {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly method: ResizeMethod;
  readonly fit: Fit;
}

/** `stretch` changes the proportions, `cover` cuts what stands over, `contain` adds white bars. Values 0..1. */
export function fitImage(tensor: FloatTensor, target: FitTarget): FloatTensor {
  const from = shapeOf(tensor);
  const { width, height, method, fit } = target;
  if (fit === 'stretch') return clamped(resize(tensor, { width, height, method }));
  if (fit === 'cover') {
    const scale = Math.max(width / from.width, height / from.height);
    const columns = middle(from.width, width / scale);
    const rows = middle(from.height, height / scale);
    return clamped(resize(tensor, { width, height, method, columns, rows }));
  }
  const scale = Math.min(width / from.width, height / from.height);
  const inner = {
    width: Math.min(width, Math.max(1, Math.round(from.width * scale))),
    height: Math.min(height, Math.max(1, Math.round(from.height * scale))),
  };
  return onWhite(clamped(resize(tensor, { ...inner, method })), width, height);
}

const middle = (length: number, part: number): Span => ({
  from: Math.max(0, (length - part) / 2),
  length: Math.min(length, part),
});

function onWhite(tensor: FloatTensor, width: number, height: number): FloatTensor {
  const from = shapeOf(tensor);
  const left = Math.floor((width - from.width) / 2);
  const top = Math.floor((height - from.height) / 2);
  const planes = from.batch * from.channels;
  const data = new Float32Array(planes * width * height).fill(1);
  for (let plane = 0; plane < planes; plane++) {
    for (let y = 0; y < from.height; y++) {
      const row = (plane * from.height + y) * from.width;
      data.set(
        tensor.data.subarray(row, row + from.width),
        (plane * height + top + y) * width + left,
      );
    }
  }
  return floatTensor(data, [from.batch, from.channels, height, width]);
}

import type { FloatTensor } from '../values';

/** Small helpers over row-major float32 tensors; none writes into its input. */

export const elements = (dims: readonly number[]): number => dims.reduce((a, b) => a * b, 1);

/** @throws Error when data and dims disagree: a bug, never a user's mistake. */
export function floatTensor(data: Float32Array, dims: readonly number[]): FloatTensor {
  if (data.length !== elements(dims)) {
    throw new Error(`${data.length} values do not fill [${dims.join(', ')}]`);
  }
  return { type: 'float32', dims, data };
}

export const dimsText = (dims: readonly number[]): string => dims.join(' × ');

/** `data[i] = of(i)`, in the shape of `like`. Computed in float64, rounded once. */
export function mapTensor(like: FloatTensor, of: (index: number) => number): FloatTensor {
  const data = new Float32Array(like.data.length);
  for (let i = 0; i < data.length; i++) data[i] = of(i);
  return floatTensor(data, like.dims);
}

/** `a * x + b * y`, elementwise. */
export function combine(a: number, x: FloatTensor, b: number, y: FloatTensor): FloatTensor {
  const xs = x.data;
  const ys = y.data;
  return mapTensor(x, (i) => a * (xs[i] ?? 0) + b * (ys[i] ?? 0));
}

/** Stacks along the batch axis; the other axes must agree. */
export function stackBatch(tensors: readonly FloatTensor[]): FloatTensor {
  const [first] = tensors;
  if (!first) throw new Error('nothing to stack');
  if (tensors.length === 1) return first;
  const data = new Float32Array(tensors.reduce((n, t) => n + t.data.length, 0));
  let at = 0;
  for (const t of tensors) {
    data.set(t.data, at);
    at += t.data.length;
  }
  const batch = tensors.reduce((n, t) => n + (t.dims[0] ?? 1), 0);
  return floatTensor(data, [batch, ...first.dims.slice(1)]);
}

/** Cuts the batch axis into `parts` equal pieces. */
export function splitBatch(tensor: FloatTensor, parts: number): FloatTensor[] {
  if (parts === 1) return [tensor];
  const batch = (tensor.dims[0] ?? 1) / parts;
  const size = tensor.data.length / parts;
  return Array.from({ length: parts }, (_, k) =>
    floatTensor(tensor.data.slice(k * size, (k + 1) * size), [batch, ...tensor.dims.slice(1)]),
  );
}

/** Repeats a batch of one; gives a batch that already fits unchanged, and `undefined` for any other. */
export function broadcastBatch(tensor: FloatTensor, batch: number): FloatTensor | undefined {
  if (tensor.dims[0] === batch) return tensor;
  if (tensor.dims[0] !== 1) return undefined;
  return stackBatch(Array.from({ length: batch }, () => tensor));
}

/** Joins along axis 1: tokens along L, channels along C. All other axes must agree. */
export function joinAxis1(tensors: readonly FloatTensor[]): FloatTensor {
  const [first] = tensors;
  if (!first) throw new Error('nothing to join');
  if (tensors.length === 1) return first;
  const batch = first.dims[0] ?? 1;
  const rows = tensors.reduce((n, t) => n + (t.dims[1] ?? 1), 0);
  const dims = [batch, rows, ...first.dims.slice(2)];
  const data = new Float32Array(elements(dims));
  let at = 0;
  for (let b = 0; b < batch; b++) {
    for (const t of tensors) {
      const size = t.data.length / batch;
      data.set(t.data.subarray(b * size, (b + 1) * size), at);
      at += size;
    }
  }
  return floatTensor(data, dims);
}

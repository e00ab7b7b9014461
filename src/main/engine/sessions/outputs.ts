import type { Tensor } from '@core/values';
import type { Tensor as OrtTensor } from 'onnxruntime-node';
import { fromHalf } from './float16';

/**
 * A runtime tensor as a value of ours; float16 becomes float32, which is what nodes compute in. Null
 * for types no node can use (text, float64, complex).
 */
export function fromOrtTensor(tensor: OrtTensor): Tensor | null {
  const { dims, data, type } = tensor;
  if (type === 'float32' && data instanceof Float32Array) return { type, dims, data };
  if (type === 'int64' && data instanceof BigInt64Array) return { type, dims, data };
  if (type === 'int32' && data instanceof Int32Array) return { type, dims, data };
  if ((type === 'bool' || type === 'uint8') && data instanceof Uint8Array)
    return { type, dims, data };
  if (type === 'float16') {
    // Uint16Array here; engines with a Float16Array of their own give numbers already.
    const numbers =
      data instanceof Uint16Array
        ? Float32Array.from(data, fromHalf)
        : Float32Array.from(Array.from<unknown, number>(data, Number));
    return { type: 'float32', dims, data: numbers };
  }
  return null;
}

/** The first NaN or infinity of a float tensor, by name, or null. */
export function nonFinite(tensor: Tensor): 'NaN' | 'infinity' | null {
  if (!(tensor.data instanceof Float32Array)) return null;
  let sum = 0;
  // One multiplication by zero tells both apart from all finite numbers, without a branch a value.
  for (const value of tensor.data) sum += value * 0;
  if (sum === 0) return null;
  return tensor.data.some(Number.isNaN) ? 'NaN' : 'infinity';
}

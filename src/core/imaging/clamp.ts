import { mapTensor } from '../diffusion/tensor';
import type { FloatTensor } from '../values';

/** To 0..1: filters with negative lobes overshoot at edges. */
export const clamped = (tensor: FloatTensor): FloatTensor =>
  mapTensor(tensor, (i) => Math.min(1, Math.max(0, tensor.data[i] ?? 0)));

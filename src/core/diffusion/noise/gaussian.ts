import { philoxNoise } from './philox';
import { torchCpuNoise } from './torch-cpu';

const generators = { 'torch-cpu': torchCpuNoise, philox: philoxNoise } as const;

/** `count` values of unit Gaussian noise; equal seeds give equal values. */
export const gaussianNoise = (
  rng: keyof typeof generators,
  seed: number,
  count: number,
): Float32Array => generators[rng](seed, count);

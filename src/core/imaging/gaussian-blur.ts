import type { FloatTensor } from '../values';
import { edgeTaps, filterAxis, type Taps } from './axis-filter';
import { shapeOf } from './shape';

/** Standard deviations that the kernel reaches, as `scipy.ndimage.gaussian_filter` has it. */
const truncate = 4;

/**
 * Separable Gaussian of `sigma` px over `[B, C, H, W]`; edges are continued outwards
 * (`scipy.ndimage.gaussian_filter(sigma, mode='nearest')`). Sigma 0 changes nothing.
 */
export function gaussianBlur(tensor: FloatTensor, sigma: number): FloatTensor {
  const radius = Math.floor(truncate * sigma + 0.5);
  if (sigma <= 0 || radius === 0) return tensor;
  const { width, height } = shapeOf(tensor);
  const kernel = gaussian(sigma, radius);
  const wide = filterAxis(tensor, 'width', blurTaps(width, kernel, radius));
  return filterAxis(wide, 'height', blurTaps(height, kernel, radius));
}

function gaussian(sigma: number, radius: number): Float64Array {
  const kernel = Float64Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma)),
  );
  const sum = kernel.reduce((a, b) => a + b, 0);
  return kernel.map((weight) => weight / sum);
}

const blurTaps = (length: number, kernel: Float64Array, radius: number): Taps[] =>
  Array.from({ length }, (_, centre) =>
    edgeTaps(
      length,
      [...kernel].map((weight, i) => [centre + i - radius, weight] as const),
    ),
  );

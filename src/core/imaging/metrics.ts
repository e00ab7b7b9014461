import { floatTensor } from '../diffusion/tensor';
import { NodeFailure } from '../errors';
import type { FloatTensor } from '../values';
import { filterAxis, type Taps } from './axis-filter';
import { shapeOf } from './shape';

/** How far two pictures of one shape `[B, C, H, W]`, values 0..1, are apart. */
interface Metrics {
  /** dB, peak 1; infinite for equal pictures. Mean over the batch. */
  readonly psnr: number;
  /** -1..1, 1 for equal pictures. Mean over channels and batch. */
  readonly ssim: number;
  /** 0..255. Mean over the batch. */
  readonly rmse: number;
}

/** @throws NodeFailure when the pictures are too small for SSIM. */
export const imageMetrics = (a: FloatTensor, b: FloatTensor): Metrics => ({
  ...pixelMetrics(a, b),
  ssim: ssim(a, b),
});

/** Those that compare pixel by pixel, of any size. */
export function pixelMetrics(a: FloatTensor, b: FloatTensor): Pick<Metrics, 'psnr' | 'rmse'> {
  const errors = squaredErrors(a, b);
  return {
    psnr: mean(errors.map((error) => -10 * Math.log10(error))),
    rmse: mean(errors.map((error) => 255 * Math.sqrt(error))),
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean squared error of each picture of the batch. */
function squaredErrors(a: FloatTensor, b: FloatTensor): number[] {
  const { batch } = shapeOf(a);
  const size = a.data.length / batch;
  return Array.from({ length: batch }, (_, item) => {
    let sum = 0;
    for (let i = item * size; i < (item + 1) * size; i++) {
      sum += ((a.data[i] ?? 0) - (b.data[i] ?? 0)) ** 2;
    }
    return sum / size;
  });
}

/** Wang, Bovik, Sheikh, Simoncelli 2004: Gaussian window 11 x 11, sigma 1.5, K1 = 0.01, K2 = 0.03. */
const windowSide = 11;
const sigma = 1.5;
const c1 = 0.01 ** 2;
const c2 = 0.03 ** 2;

const kernel = (() => {
  const raw = Float64Array.from({ length: windowSide }, (_, i) =>
    Math.exp(-((i - (windowSide - 1) / 2) ** 2) / (2 * sigma ** 2)),
  );
  const sum = raw.reduce((x, y) => x + y, 0);
  return raw.map((weight) => weight / sum);
})();

/** Windows that lie wholly inside: the others are left out, as scikit-image does. */
const windows = (length: number): Taps[] =>
  Array.from({ length: length - windowSide + 1 }, (_, start) => ({ start, weights: kernel }));

function smooth(tensor: FloatTensor): Float32Array {
  const { width, height } = shapeOf(tensor);
  const wide = filterAxis(tensor, 'width', windows(width));
  return filterAxis(wide, 'height', windows(height)).data;
}

/** @throws NodeFailure when a side is smaller than the window. */
function ssim(a: FloatTensor, b: FloatTensor): number {
  const { width, height } = shapeOf(a);
  if (Math.min(width, height) < windowSide) {
    throw new NodeFailure({
      code: 'image-too-small',
      message: `SSIM looks through a window of ${windowSide} × ${windowSide} px; these pictures are ${width} × ${height} px.`,
      hint: 'Enlarge both with Resize.',
    });
  }
  const product = (x: FloatTensor, y: FloatTensor) =>
    floatTensor(
      x.data.map((value, i) => value * (y.data[i] ?? 0)),
      x.dims,
    );
  const [ma, mb] = [smooth(a), smooth(b)];
  const [aa, bb, ab] = [smooth(product(a, a)), smooth(product(b, b)), smooth(product(a, b))];
  let sum = 0;
  for (let i = 0; i < ma.length; i++) {
    const [x, y] = [ma[i] ?? 0, mb[i] ?? 0];
    const [varianceA, varianceB] = [(aa[i] ?? 0) - x * x, (bb[i] ?? 0) - y * y];
    const covariance = (ab[i] ?? 0) - x * y;
    sum +=
      ((2 * x * y + c1) * (2 * covariance + c2)) /
      ((x * x + y * y + c1) * (varianceA + varianceB + c2));
  }
  return sum / ma.length;
}

import { floatTensor } from '@core/diffusion/tensor';
import { imageMetrics } from '@core/imaging/metrics';
import { describe, expect, it } from 'vitest';
import golden from '../../golden/metrics.json';

const picture = (bytes: readonly number[], width = golden.width, height = golden.height) =>
  floatTensor(
    Float32Array.from(bytes, (byte) => byte / 255),
    [1, 3, height, width],
  );
const image = picture(golden.image);
const reference = picture(golden.reference);

describe('imageMetrics', () => {
  it('gives scikit-image’s values (float32 against its float64: 1e-5 relative)', () => {
    const { psnr, ssim, rmse } = imageMetrics(image, reference);
    expect(psnr).toBeCloseTo(golden.psnr, 4);
    expect(ssim).toBeCloseTo(golden.ssim, 5);
    expect(rmse).toBeCloseTo(golden.rmse, 3);
  });

  it('knows equal pictures', () => {
    const { psnr, ssim, rmse } = imageMetrics(image, image);
    expect(psnr).toBe(Number.POSITIVE_INFINITY);
    expect(ssim).toBeCloseTo(1, 6);
    expect(rmse).toBe(0);
  });

  it('takes the mean over the batch, picture by picture', () => {
    const both = (a: typeof image, b: typeof image) =>
      floatTensor(Float32Array.from([...a.data, ...b.data]), [2, ...a.dims.slice(1)]);
    const half = floatTensor(
      reference.data.map((x) => x / 2),
      reference.dims,
    );
    const joint = imageMetrics(both(image, half), both(reference, reference));
    const [first, second] = [imageMetrics(image, reference), imageMetrics(half, reference)];
    expect(joint.rmse).toBeCloseTo((first.rmse + second.rmse) / 2, 5);
    expect(joint.psnr).toBeCloseTo((first.psnr + second.psnr) / 2, 5);
  });

  it('says what SSIM needs of pictures that are too small', () => {
    const small = picture(new Array(3 * 10 * 12).fill(0), 12, 10);
    expect(() => imageMetrics(small, small)).toThrow(/11 × 11 px; these pictures are 12 × 10 px/);
  });
});

import { NodeFailure } from '../../errors';
import { resize } from '../../imaging/resize';
import type { FloatTensor } from '../../values';
import { elements, floatTensor } from '../tensor';
import type { Region } from './conditioning-parts';

/**
 * How much each prediction counts in each latent cell, `[h * w]` each: first that of what holds
 * everywhere, then the regions in order. Regions are area-averaged masks; where they add up to less
 * than 1 the rest goes to what holds everywhere, where to more they share. The sum is 1.
 * @param base whether what holds everywhere can be run by itself.
 * @throws NodeFailure where a cell belongs to nothing.
 */
export function regionWeights(
  regions: readonly Region[],
  base: boolean,
  { width, height }: { readonly width: number; readonly height: number },
): Float64Array[] {
  const size = { width, height, method: 'area' } as const;
  const weights = regions.map(({ masks }) => {
    const product = new Float64Array(width * height).fill(1);
    for (const { data } of masks.map((mask) => resize(mask, size))) {
      for (let i = 0; i < product.length; i++) product[i] = (product[i] ?? 0) * (data[i] ?? 0);
    }
    return product;
  });
  const rest = new Float64Array(width * height);
  for (let i = 0; i < rest.length; i++) {
    const covered = weights.reduce((sum, weight) => sum + (weight[i] ?? 0), 0);
    // A millionth is rounding: it must not cost a run of the U-Net.
    rest[i] = base && covered < 1 - 1e-6 ? 1 - covered : 0;
    const total = covered + (rest[i] ?? 0);
    if (total <= 0) throw new NodeFailure(regionUncovered);
    for (const weight of [rest, ...weights]) weight[i] = (weight[i] ?? 0) / total;
  }
  return [rest, ...weights];
}

/** Predictions `[B, C, h, w]` summed cell by cell. */
export function blendByWeights(
  predictions: readonly FloatTensor[],
  weights: readonly Float64Array[],
): FloatTensor {
  const [first] = predictions;
  if (!first) throw new Error('nothing to blend');
  const data = new Float32Array(elements(first.dims));
  for (let i = 0; i < data.length; i++) {
    let sum = 0;
    for (const [k, { data: values }] of predictions.entries()) {
      const weight = weights[k];
      if (weight) sum += (weight[i % weight.length] ?? 0) * (values[i] ?? 0);
    }
    data[i] = sum;
  }
  return floatTensor(data, first.dims);
}

const regionUncovered = {
  code: 'region-uncovered',
  message: 'Parts of the picture lie in no region, and no other conditioning has tokens for them.',
  hint: 'Wire a conditioning without a region as well, or let the regions cover the whole picture.',
  port: 'conditioning',
} as const;

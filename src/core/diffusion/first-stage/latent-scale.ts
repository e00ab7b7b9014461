import type { FloatTensor } from '../../values';
import { mapTensor } from '../tensor';

/** diffusers: a latent in the graph is `(z - shift_factor) * scaling_factor` of what the encoder gave. */
export interface LatentScale {
  readonly factor: number;
  readonly shift: number;
}

/** The scale of an autoencoder's latents. */
export const scaleOf = (part: {
  readonly scalingFactor: number;
  readonly shiftFactor: number;
}): LatentScale => ({ factor: part.scalingFactor, shift: part.shiftFactor });

/** A scale and its inverse, joined, differ from nothing by rounding. */
const rounding = 1e-9;

export const isIdentity = ({ factor, shift }: LatentScale): boolean =>
  Math.abs(factor - 1) < rounding && Math.abs(shift) < rounding;

export const scaleLatent = (latent: FloatTensor, { factor, shift }: LatentScale): FloatTensor =>
  mapTensor(latent, (i) => ((latent.data[i] ?? 0) - shift) * factor);

export const unscaleLatent = (latent: FloatTensor, { factor, shift }: LatentScale): FloatTensor =>
  mapTensor(latent, (i) => (latent.data[i] ?? 0) / factor + shift);

/** The scale whose `scaleLatent` is the other's `unscaleLatent`. */
export const inverseScale = ({ factor, shift }: LatentScale): LatentScale => ({
  factor: 1 / factor,
  shift: -shift * factor,
});

/** One after the other, as one. */
export const joinScales = (first: LatentScale, then: LatentScale): LatentScale => ({
  factor: first.factor * then.factor,
  shift: first.shift + then.shift / first.factor,
});

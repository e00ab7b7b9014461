import { NodeFailure } from '../../errors';
import type { LatentValue, Schedule } from '../../values';
import { samplers } from '../samplers/index';
import { broadcastBatch, combine, dimsText, mapTensor } from '../tensor';

/**
 * A clean latent at the noise level of the schedule's first step that runs. A latent of batch one
 * is noised once for each of the noise's batch. At strength 0 no step runs and nothing is added.
 * @throws NodeFailure when the sizes differ.
 */
export function addNoise(schedule: Schedule, latent: LatentValue, noise: LatentValue): LatentValue {
  const [batch = 1, ...size] = noise.tensor.dims;
  const clean = broadcastBatch(latent.tensor, batch);
  if (!clean || dimsText(clean.dims.slice(1)) !== dimsText(size)) {
    throw new NodeFailure({
      code: 'latent-mismatch',
      message: `The latent is ${dimsText(latent.tensor.dims)}, the noise ${dimsText(noise.tensor.dims)}.`,
      hint: 'Give Noise the image’s width, height and batch, and the same autoencoder.',
      port: 'noise',
    });
  }
  if (schedule.startIndex >= schedule.timesteps.length) return { ...latent, tensor: clean };
  const level = samplers[schedule.sampler].noiseLevel(schedule, schedule.startIndex);
  return {
    ...latent,
    tensor: combine(level.signal, clean, level.noise, noise.tensor),
    content: 'noised',
  };
}

/** What the loop starts from: unit noise is brought to the sampler's first level. */
export function startLatent(schedule: Schedule, latent: LatentValue): LatentValue {
  const runs = schedule.startIndex < schedule.timesteps.length;
  if (!runs || latent.content === 'noised') return latent;
  if (latent.content === 'clean') {
    throw new NodeFailure({
      code: 'latent-without-noise',
      message: 'The latent is a clean image: there is no noise to take away.',
      hint: 'Put Add noise between Encode and here.',
      port: 'latent',
    });
  }
  const scale =
    schedule.startIndex === 0
      ? schedule.initNoiseSigma
      : samplers[schedule.sampler].noiseLevel(schedule, schedule.startIndex).noise;
  const { data } = latent.tensor;
  return {
    ...latent,
    tensor: scale === 1 ? latent.tensor : mapTensor(latent.tensor, (i) => scale * (data[i] ?? 0)),
    content: 'noised',
  };
}

import { NodeFailure } from '../errors';
import type { PartOf } from '../models/manifest';
import type { ModelSession } from '../node-context';
import type { FloatTensor, ImageValue, MomentsValue } from '../values';
import { floatOutput, isRank4, pick, refuseOthers } from './model-io';
import { torchCpuNoise } from './noise/torch-cpu';
import { sizeProblems } from './port-facts';
import { elements, floatTensor, mapTensor } from './tensor';

type Autoencoder = PartOf<'autoencoder'>;

async function runOne(session: ModelSession, tensor: FloatTensor): Promise<FloatTensor> {
  const input = pick(session, 'inputs', 'input [B, C, H, W]', isRank4);
  refuseOthers(session, [input.name]);
  const output = pick(session, 'outputs', 'output [B, C, H, W]', isRank4);
  return floatOutput(await session.run({ [input.name]: tensor }), output.name);
}

/** `[B, C, h, w]`, scaled, to RGB 0..1 `[B, 3, h f, w f]`. */
export async function decodeLatent(
  session: ModelSession,
  part: Autoencoder,
  latent: FloatTensor,
): Promise<ImageValue> {
  if (latent.dims[1] !== part.latentChannels) {
    throw new NodeFailure({
      code: 'latent-channels-mismatch',
      message: `The autoencoder of ${part.pipeline} takes ${part.latentChannels} channels, this latent has ${latent.dims[1]}.`,
      hint: 'Wire the autoencoder that the latent belongs to.',
      port: 'autoencoder',
    });
  }
  const unscaled = mapTensor(
    latent,
    (i) => (latent.data[i] ?? 0) / part.scalingFactor + part.shiftFactor,
  );
  const { dims, data } = await runOne(session, unscaled);
  const pixels = data.map((x) => Math.min(1, Math.max(0, x / 2 + 0.5)));
  return { kind: 'image', tensor: floatTensor(pixels, dims) };
}

/** What an encoder gives: a distribution (KL), or the latent itself (VQ, older exports), unscaled. */
export type Encoded = MomentsValue | { readonly kind: 'plain'; readonly tensor: FloatTensor };

/**
 * RGB 0..1 `[B, 3, H, W]` through the encoder.
 * @throws NodeFailure when the sides are no multiples of f.
 */
export async function encodeImage(
  session: ModelSession,
  part: Autoencoder,
  image: FloatTensor,
): Promise<Encoded> {
  const [, , height, width] = image.dims;
  const [problem] = sizeProblems({ width, height }, part);
  if (problem) throw new NodeFailure(problem);
  const output = await runOne(
    session,
    mapTensor(image, (i) => 2 * (image.data[i] ?? 0) - 1),
  );
  const channels = output.dims[1];
  if (channels === 2 * part.latentChannels) return splitMoments(part, output);
  if (channels === part.latentChannels) return { kind: 'plain', tensor: output };
  throw new NodeFailure({
    code: 'encoder-channels',
    message: `The encoder gives ${channels} channels; ${part.latentChannels} (a latent) or ${2 * part.latentChannels} (mean and log-variance) were expected.`,
    hint: 'Check latent_channels in vae_decoder/config.json.',
    port: 'autoencoder',
  });
}

/** `[B, 2 C, h, w]`: the mean, then the log-variance, which is clamped. */
function splitMoments(part: Autoencoder, output: FloatTensor): MomentsValue {
  const [batch = 1, , h = 1, w = 1] = output.dims;
  const dims = [batch, part.latentChannels, h, w];
  const size = elements(dims.slice(1));
  const half = (offset: number) => {
    const data = new Float32Array(elements(dims));
    for (let b = 0; b < batch; b++) {
      const start = (2 * b + offset) * size;
      data.set(output.data.subarray(start, start + size), b * size);
    }
    return data;
  };
  const [low, high] = part.clampLogvar;
  const logvar = half(1).map((x) => Math.min(high, Math.max(low, x)));
  return { kind: 'moments', mean: floatTensor(half(0), dims), logvar: floatTensor(logvar, dims) };
}

/** The scaled latent: the mode, or with a seed mean + exp(logvar / 2) * noise. */
export function latentOfMoments(
  part: Autoencoder,
  encoded: Encoded,
  seed: number | undefined,
): FloatTensor {
  const scaled = (x: number) => (x - part.shiftFactor) * part.scalingFactor;
  if (encoded.kind === 'plain') {
    return mapTensor(encoded.tensor, (i) => scaled(encoded.tensor.data[i] ?? 0));
  }
  const mean = encoded.mean.data;
  if (seed === undefined) return mapTensor(encoded.mean, (i) => scaled(mean[i] ?? 0));
  const noise = torchCpuNoise(seed, mean.length);
  return mapTensor(encoded.mean, (i) =>
    scaled((mean[i] ?? 0) + Math.exp((encoded.logvar.data[i] ?? 0) / 2) * (noise[i] ?? 0)),
  );
}

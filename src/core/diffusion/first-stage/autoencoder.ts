import { NodeFailure } from '../../errors';
import type { PartOf } from '../../models/manifest';
import type { ModelSession } from '../../node-context';
import type { FloatTensor, ImageValue, MomentsValue, Tensor } from '../../values';
import { floatOutput, isRank4, pick, refuseOthers } from '../denoising/model-io';
import { torchCpuNoise } from '../noise/torch-cpu';
import { sizeProblems } from '../port-facts';
import { elements, floatTensor, mapTensor } from '../tensor';
import { scaleLatent, scaleOf, unscaleLatent } from './latent-scale';
import { runTiled, type TiledRun } from './tiles';

type Autoencoder = PartOf<'autoencoder'>;

interface FirstStageOptions extends Pick<TiledRun, 'tiling' | 'onTile'> {
  /** VQ decoders: to the nearest entries of the codebook first. Default true. */
  readonly quantize?: boolean;
}

/** Scalar input of VQ decoders that can leave quantization out. */
const quantizeInput = 'quantize';

async function runOne(
  session: ModelSession,
  tensor: FloatTensor,
  scalars: Readonly<Record<string, Tensor>> = {},
): Promise<FloatTensor> {
  const input = pick(session, 'inputs', 'input [B, C, H, W]', isRank4);
  refuseOthers(session, [input.name, ...Object.keys(scalars)]);
  const output = pick(session, 'outputs', 'output [B, C, H, W]', isRank4);
  const feeds = { [input.name]: tensor, ...scalars };
  return floatOutput(await session.run(feeds, [output.name]), output.name);
}

/** @throws NodeFailure when the latent has other channels than the autoencoder's. */
export function checkChannels(part: Autoencoder, latent: FloatTensor): void {
  if (latent.dims[1] === part.latentChannels) return;
  throw new NodeFailure({
    code: 'latent-channels-mismatch',
    message: `The autoencoder of ${part.pipeline} takes ${part.latentChannels} channels, this latent has ${latent.dims[1]}.`,
    hint: 'Wire the autoencoder that the latent belongs to.',
    port: 'autoencoder',
  });
}

/** What a VQ decoder is told about quantization; those that cannot be told always quantize. */
function quantizeFeed(
  session: ModelSession,
  part: Autoencoder,
  quantize: boolean,
): Readonly<Record<string, Tensor>> {
  if (part.regularization !== 'vq') return {};
  if (session.inputs.some((info) => info.name === quantizeInput)) {
    const data = Uint8Array.of(quantize ? 1 : 0);
    return { [quantizeInput]: { type: 'bool', dims: [], data } };
  }
  if (quantize) return {};
  throw new NodeFailure({
    code: 'decoder-always-quantizes',
    message: `The decoder of ${part.pipeline} has no input that leaves quantization out.`,
    hint: 'Switch Quantize first on, or export the decoder with a "quantize" input.',
    port: 'autoencoder',
  });
}

/** `[B, C, h, w]`, scaled, to RGB 0..1 `[B, 3, h f, w f]`. */
export async function decodeLatent(
  session: ModelSession,
  part: Autoencoder,
  latent: FloatTensor,
  { quantize = true, tiling, onTile }: FirstStageOptions = {},
): Promise<ImageValue> {
  checkChannels(part, latent);
  const scalars = quantizeFeed(session, part, quantize);
  const { dims, data } = await runTiled({
    input: unscaleLatent(latent, scaleOf(part)),
    inputScale: 1,
    outputScale: part.factor,
    tiling,
    run: (tile) => runOne(session, tile, scalars),
    onTile,
  });
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
  { tiling, onTile }: Omit<FirstStageOptions, 'quantize'> = {},
): Promise<Encoded> {
  const [, , height, width] = image.dims;
  const [problem] = sizeProblems({ width, height }, part);
  if (problem) throw new NodeFailure(problem);
  const output = await runTiled({
    input: mapTensor(image, (i) => 2 * (image.data[i] ?? 0) - 1),
    inputScale: part.factor,
    outputScale: 1,
    tiling,
    run: (tile) => runOne(session, tile),
    onTile,
  });
  const channels = output.dims[1];
  const isKl = part.regularization === 'kl';
  if (isKl && channels === 2 * part.latentChannels) return splitMoments(part, output);
  if (channels === part.latentChannels) return { kind: 'plain', tensor: output };
  const expected = isKl
    ? `${part.latentChannels} (a latent) or ${2 * part.latentChannels} (mean and log-variance)`
    : `${part.latentChannels} (the latent before quantization)`;
  throw new NodeFailure({
    code: 'encoder-channels',
    message: `The encoder gives ${channels} channels; ${expected} were expected.`,
    hint: 'Check latent_channels and regularization in vae_decoder/config.json.',
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

export const noPosterior = (part: Autoencoder) => ({
  code: 'no-posterior',
  message: `The encoder of ${part.pipeline} gives a latent, no distribution: there is nothing to sample.`,
  hint: 'Set Posterior to Mode.',
  port: 'autoencoder',
});

/**
 * The scaled latent: the mode, or with a seed mean + exp(logvar / 2) * noise.
 * @throws NodeFailure when a sample is wanted of a latent that is no distribution.
 */
export function latentOfMoments(
  part: Autoencoder,
  encoded: Encoded,
  seed: number | undefined,
): FloatTensor {
  const scale = scaleOf(part);
  if (encoded.kind === 'plain') {
    if (seed !== undefined) throw new NodeFailure(noPosterior(part));
    return scaleLatent(encoded.tensor, scale);
  }
  if (seed === undefined) return scaleLatent(encoded.mean, scale);
  const mean = encoded.mean.data;
  const noise = torchCpuNoise(seed, mean.length);
  return mapTensor(encoded.mean, (i) => {
    const drawn = (mean[i] ?? 0) + Math.exp((encoded.logvar.data[i] ?? 0) / 2) * (noise[i] ?? 0);
    return (drawn - scale.shift) * scale.factor;
  });
}

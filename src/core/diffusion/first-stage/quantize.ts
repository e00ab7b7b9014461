import { NodeFailure } from '../../errors';
import type { PartOf } from '../../models/manifest';
import type { ModelSession } from '../../node-context';
import type { CodesValue, FloatTensor, Tensor } from '../../values';
import { floatOutput, isRank4, pick, refuseOthers } from '../denoising/model-io';
import { checkChannels } from './autoencoder';
import { scaleLatent, scaleOf, unscaleLatent } from './latent-scale';

type Autoencoder = PartOf<'autoencoder'>;

export const noCodebook = ({ pipeline }: Autoencoder) => ({
  code: 'no-codebook',
  message: `The autoencoder of ${pipeline} is KL-regularised: it has no codebook to quantize to.`,
  hint: 'Leave Quantize out, or wire a VQ autoencoder such as that of emoji-vq.',
  port: 'autoencoder',
});

export const quantizerMissing = ({ pipeline }: Autoencoder) => ({
  code: 'quantizer-missing',
  message: `${pipeline} ships no quantizer of its own: its decoder keeps the codebook to itself.`,
  hint: 'Leave Quantize out: Decode quantizes. Or export the codebook as quantizer/model.onnx.',
  port: 'autoencoder',
});

/** The nearest entries of the codebook. */
interface Quantized {
  /** `[B, C, h, w]`, scaled as it came. */
  readonly latent: FloatTensor;
  readonly codes: CodesValue;
}

const isRank3 = (name: string, dims: readonly unknown[]) =>
  dims.length === 3 || name === 'code_indices';

/**
 * @param latent `[B, C, h, w]`, scaled.
 * @throws NodeFailure for other channels, or a quantizer that is none.
 */
export async function quantizeLatent(
  session: ModelSession,
  part: Autoencoder,
  latent: FloatTensor,
): Promise<Quantized> {
  checkChannels(part, latent);
  const input = pick(session, 'inputs', 'input [B, C, h, w]', isRank4);
  refuseOthers(session, [input.name]);
  const quantized = pick(session, 'outputs', 'output [B, C, h, w]', isRank4);
  const indices = pick(session, 'outputs', 'code indices [B, h, w]', (info) =>
    isRank3(info.name, info.dims),
  );
  const scale = scaleOf(part);
  const outputs = await session.run({ [input.name]: unscaleLatent(latent, scale) }, [
    quantized.name,
    indices.name,
  ]);
  return {
    latent: scaleLatent(floatOutput(outputs, quantized.name), scale),
    codes: codesOf(part, latent, outputs[indices.name]),
  };
}

/** Indices come as `[B, h, w]`, int64 or int32. */
function codesOf(part: Autoencoder, latent: FloatTensor, tensor: Tensor | undefined): CodesValue {
  const [batch = 1, , height = 1, width = 1] = latent.dims;
  const dims = [batch, height, width];
  const data = Int32Array.from(Array.from<number | bigint, number>(tensor?.data ?? [], Number));
  const codebook = part.codebook ?? data.reduce((most, index) => Math.max(most, index + 1), 0);
  const inside = data.every((index) => index >= 0 && index < codebook);
  if (data.length === batch * height * width && inside) {
    return { kind: 'codes', indices: { type: 'int32', dims, data }, codebook };
  }
  throw new NodeFailure({
    code: 'codes-unexpected',
    message: `The quantizer of ${part.pipeline} gave ${data.length} indices up to ${data.reduce((a, b) => Math.max(a, b), 0)}; ${batch * height * width} below ${codebook} were expected.`,
    hint: 'Check num_vq_embeddings in vae_decoder/config.json.',
    port: 'autoencoder',
  });
}

interface CodebookUse {
  /** Different entries that occur. */
  readonly used: number;
  readonly codebook: number;
  /** Of the codebook, 0..1. */
  readonly share: number;
  /** Shannon entropy of how often each occurs, bits a cell. */
  readonly entropy: number;
}

export function codebookUse({ indices, codebook }: CodesValue): CodebookUse {
  const counts = new Map<number, number>();
  for (const index of indices.data) counts.set(index, (counts.get(index) ?? 0) + 1);
  let entropy = 0;
  for (const count of counts.values()) {
    const share = count / indices.data.length;
    entropy -= share * Math.log2(share);
  }
  return { used: counts.size, codebook, share: counts.size / codebook, entropy };
}

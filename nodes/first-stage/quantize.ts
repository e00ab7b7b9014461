import { codeImage } from '@core/diffusion/first-stage/code-image';
import { decodeProblems, foreignScale } from '@core/diffusion/first-stage/decode-facts';
import {
  codebookUse,
  noCodebook,
  quantizeLatent,
  quantizerMissing,
} from '@core/diffusion/first-stage/quantize';
import { partOf } from '@core/diffusion/port-facts';
import type { PartOf } from '@core/models/manifest';
import { defineNode, type PortProblem } from '@core/node-definition';

/** Why an autoencoder has no codebook to give; both are known before running. */
function codebookProblem(part: PartOf<'autoencoder'>) {
  if (part.regularization !== 'vq') return noCodebook(part);
  return part.quantizerFile === undefined ? quantizerMissing(part) : undefined;
}

export default defineNode({
  type: 'quantize',
  version: 1,
  title: 'Quantize',
  category: 'first-stage',
  doc: 'Takes the nearest entry of a VQ autoencoder’s codebook for each latent cell, and shows which. Decode does the same by itself; here one sees it, and can leave it out.',
  synonyms: ['VQ', 'VQGAN', 'VQ-VAE', 'codebook', 'vector quantization', 'code indices', 'VQModel'],
  inputs: {
    latent: {
      label: 'Latent',
      type: { kind: 'latent' },
      doc: 'From Encode or Denoise, as its model scales it.',
    },
    autoencoder: {
      label: 'Autoencoder',
      type: { kind: 'model', role: 'autoencoder' },
      doc: 'A VQ one: the latent’s own.',
    },
  },
  outputs: {
    latent: {
      label: 'Latent',
      type: { kind: 'latent' },
      doc: 'Each cell an entry of the codebook; as it came where Quantize is off.',
    },
    codes: {
      label: 'Code indices',
      type: { kind: 'codes' },
      doc: 'The number of the nearest entry, one a cell.',
    },
    usage: {
      label: 'Usage',
      type: { kind: 'number' },
      doc: 'Share of the codebook’s entries that occur, 0 to 1.',
    },
  },
  params: {
    quantize: {
      kind: 'boolean',
      label: 'Quantize',
      doc: 'Off: the latent passes unchanged; indices and usage are told all the same.',
      default: true,
    },
  },
  effects: 'pure',
  infer({ inputs, models }) {
    const latent = inputs.latent[0];
    const part = partOf(inputs.autoencoder, 'autoencoder');
    const problem = part && codebookProblem(part);
    const problems: PortProblem[] = problem
      ? [{ severity: 'error', ...problem }]
      : decodeProblems({ latent, part, models, quantizes: true });
    const { width, height } = latent ?? {};
    return {
      outputs: {
        latent: { ...latent, kind: 'latent' },
        codes: { kind: 'codes', width, height, codebook: part?.codebook },
      },
      problems,
      notes: part?.codebook ? { autoencoder: `codebook of ${part.codebook}` } : undefined,
    };
  },
  async execute(ctx, { latent, autoencoder }, { quantize }) {
    const { part } = autoencoder;
    const problem = codebookProblem(part) ?? foreignScale(part, latent.autoencoder?.part);
    if (problem) ctx.fail(problem);
    const session = await ctx.session(autoencoder, part.quantizerFile);
    const quantized = await quantizeLatent(session, part, latent.tensor);
    const { codes } = quantized;
    const { used, codebook, share, entropy } = codebookUse(codes);
    if (ctx.wantsPreviews) {
      const image = codeImage(codes);
      const [, , height = 1, width = 1] = image.tensor.dims;
      const [png] = await ctx.encodeImage(image, { format: 'png' });
      const rows = [
        {
          label: 'Used entries',
          value: `${used} of ${codebook} (${(100 * share).toFixed(1)} %)`,
          doc: 'Different entries of the codebook that occur in this latent.',
        },
        {
          label: 'Entropy',
          value: `${entropy.toFixed(2)} of ${Math.log2(codebook).toFixed(2)} bits a cell`,
          doc: 'How evenly they occur; all of the bits: each as often as any other.',
        },
      ];
      const picture = png ? [{ kind: 'image', png, width, height } as const] : [];
      ctx.preview({ kind: 'stack', parts: [...picture, { kind: 'table', rows }] });
    }
    return {
      latent: quantize ? { ...latent, tensor: quantized.latent } : latent,
      codes,
      usage: { kind: 'number', value: share },
    };
  },
});

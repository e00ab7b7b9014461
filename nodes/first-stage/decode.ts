import { decodeLatent } from '@core/diffusion/first-stage/autoencoder';
import { decodeProblems, foreignScale } from '@core/diffusion/first-stage/decode-facts';
import { tileParams, tileProblems, tilingOf } from '@core/diffusion/first-stage/tile-params';
import { partOf } from '@core/diffusion/port-facts';
import { defineNode } from '@core/node-definition';

export default defineNode({
  type: 'decode',
  version: 1,
  title: 'Decode',
  category: 'first-stage',
  doc: 'Turns a latent into a picture: the decoder of the autoencoder. In VQ models quantization belongs to it.',
  synonyms: ['VAE Decode', 'latents to image', 'first stage', 'tiled decode', 'AutoencoderKL'],
  inputs: {
    latent: {
      label: 'Latent',
      type: { kind: 'latent' },
      doc: 'Usually a clean one, from Denoise or Encode.',
    },
    autoencoder: {
      label: 'Autoencoder',
      type: { kind: 'model', role: 'autoencoder' },
      doc: 'The one the latent belongs to.',
    },
  },
  outputs: {
    image: { label: 'Image', type: { kind: 'image' }, doc: 'RGB, one for each of the batch.' },
  },
  params: {
    quantize: {
      kind: 'boolean',
      label: 'Quantize first',
      advanced: true,
      doc: 'VQ autoencoders: takes the nearest entry of the codebook for each cell, as in training. KL autoencoders have no codebook.',
      default: true,
    },
    ...tileParams,
  },
  effects: 'pure',
  infer({ inputs, params, models }) {
    const latent = inputs.latent[0];
    const part = partOf(inputs.autoencoder, 'autoencoder');
    const px = (cells: number | undefined) => part && cells && cells * part.factor;
    const problems = decodeProblems({ latent, part, models, quantizes: params.quantize });
    const codebook =
      part?.regularization === 'vq' && params.quantize ? ', quantizes to its codebook' : '';
    return {
      outputs: {
        image: {
          kind: 'image',
          width: px(latent?.width),
          height: px(latent?.height),
          batch: latent?.batch,
        },
      },
      problems: part ? [...problems, ...tileProblems(part, params)] : problems,
      notes: part ? { autoencoder: `${part.factor} px a cell${codebook}` } : undefined,
    };
  },
  async execute(ctx, { latent, autoencoder }, { quantize, ...px }) {
    const { part } = autoencoder;
    const foreign = quantize ? foreignScale(part, latent.autoencoder?.part) : undefined;
    if (foreign) ctx.fail(foreign);
    const image = await decodeLatent(await ctx.session(autoencoder), part, latent.tensor, {
      quantize,
      tiling: tilingOf(part, px),
      onTile: async (done, of) => {
        ctx.progress(done, of);
        await ctx.checkpoint();
      },
    });
    return { image };
  },
});

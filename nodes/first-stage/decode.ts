import { decodeLatent } from '@core/diffusion/autoencoder';
import { autoencoderProblems, partOf } from '@core/diffusion/port-facts';
import { defineNode } from '@core/node-definition';

export default defineNode({
  type: 'decode',
  version: 1,
  title: 'Decode',
  category: 'first-stage',
  doc: 'Turns a latent into a picture: the decoder of the autoencoder.',
  synonyms: ['VAE Decode', 'latents to image', 'first stage'],
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
  params: {},
  effects: 'pure',
  infer({ inputs }) {
    const latent = inputs.latent[0];
    const part = partOf(inputs.autoencoder, 'autoencoder');
    const px = (cells: number | undefined) => part && cells && cells * part.factor;
    return {
      outputs: {
        image: {
          kind: 'image',
          width: px(latent?.width),
          height: px(latent?.height),
          batch: latent?.batch,
        },
      },
      problems: autoencoderProblems(latent, part),
      notes: part ? { autoencoder: `${part.factor} px a cell` } : undefined,
    };
  },
  async execute(ctx, { latent, autoencoder }) {
    return {
      image: await decodeLatent(await ctx.session(autoencoder), autoencoder.part, latent.tensor),
    };
  },
});

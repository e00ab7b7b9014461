import { encodeImage, latentOfMoments, noPosterior } from '@core/diffusion/first-stage/autoencoder';
import { tileParams, tileProblems, tilingOf } from '@core/diffusion/first-stage/tile-params';
import { latentType, partOf, sizeProblems } from '@core/diffusion/port-facts';
import { defineNode, type PortProblem } from '@core/node-definition';

export default defineNode({
  type: 'encode',
  version: 1,
  title: 'Encode',
  category: 'first-stage',
  doc: 'Turns a picture into a latent: the encoder of the autoencoder. With KL regularisation it gives a distribution, and the latent is a sample of it or its mode; with VQ it gives the latent before quantization.',
  synonyms: [
    'VAE Encode',
    'image to latents',
    'first stage',
    'img2img',
    'tiled encode',
    'AutoencoderKL',
  ],
  inputs: {
    image: {
      label: 'Image',
      type: { kind: 'image' },
      doc: 'Its sides must be multiples of the autoencoder’s factor.',
    },
    autoencoder: {
      label: 'Autoencoder',
      type: { kind: 'model', role: 'autoencoder' },
      doc: 'The one that will decode it.',
    },
  },
  outputs: {
    latent: {
      label: 'Latent',
      type: { kind: 'latent', content: 'clean' },
      doc: 'Scaled as the U-Net wants it.',
    },
    moments: {
      label: 'Moments',
      type: { kind: 'moments' },
      doc: 'Mean and log-variance, unscaled; only of autoencoders with KL regularisation.',
    },
  },
  params: {
    posterior: {
      kind: 'select',
      label: 'Posterior',
      doc: 'Mode takes the mean; sample draws around it. VQ encoders have no distribution: only Mode.',
      default: 'mode',
      options: [
        { value: 'mode', label: 'Mode' },
        { value: 'sample', label: 'Sample' },
      ],
    },
    seed: {
      kind: 'seed',
      label: 'Seed',
      doc: 'Of the sample.',
      default: 0,
      visible: (params) => params.posterior === 'sample',
    },
    ...tileParams,
  },
  effects: 'pure',
  infer({ inputs, params }) {
    const image = inputs.image[0];
    const part = partOf(inputs.autoencoder, 'autoencoder');
    if (!part) return { outputs: { latent: { kind: 'latent', content: 'clean' } } };
    // A side that fits no cells is told here; what comes after has no size to complain of.
    const cells = (px: number | undefined) =>
      px !== undefined && px % part.factor === 0 ? px / part.factor : undefined;
    const size = { width: cells(image?.width), height: cells(image?.height) };
    const posterior: PortProblem[] =
      part.regularization === 'vq' && params.posterior === 'sample'
        ? [{ severity: 'error', ...noPosterior(part) }]
        : [];
    return {
      outputs: {
        latent: latentType(part, { ...size, content: 'clean', batch: image?.batch }),
        // A VQ encoder gives none: what takes them says so.
        moments:
          part.regularization === 'kl'
            ? { kind: 'moments', channels: part.latentChannels, ...size }
            : { kind: 'moments' },
      },
      problems: [...sizeProblems(image, part), ...tileProblems(part, params), ...posterior],
      notes: { autoencoder: `${part.factor} px a cell` },
    };
  },
  async execute(ctx, { image, autoencoder }, { posterior, seed, ...px }) {
    const { part } = autoencoder;
    if (!part.encoderFile) {
      ctx.fail({
        code: 'encoder-missing',
        message: `${part.pipeline} ships a decoder but no encoder.`,
        hint: 'Take the autoencoder from a pipeline with a vae_encoder folder.',
        port: 'autoencoder',
      });
    }
    const session = await ctx.session(autoencoder, part.encoderFile);
    const encoded = await encodeImage(session, part, image.tensor, {
      tiling: tilingOf(part, px),
      onTile: async (done, of) => {
        ctx.progress(done, of);
        await ctx.checkpoint();
      },
    });
    const tensor = latentOfMoments(part, encoded, posterior === 'sample' ? seed : undefined);
    return {
      latent: { kind: 'latent', tensor, content: 'clean', autoencoder },
      moments: encoded.kind === 'moments' ? encoded : undefined,
    };
  },
});

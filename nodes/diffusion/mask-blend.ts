import { blendMask, blendProblems, maskNote } from '@core/diffusion/denoising/mask-blend';
import { defineNode } from '@core/node-definition';

export default defineNode({
  type: 'mask-blend',
  version: 1,
  title: 'Mask blend',
  category: 'diffusion',
  doc: 'Inpainting with any U-Net: after each step, what lies outside the mask is put back from the original, at the noise level that the step came to. Stands in the loop between Sampler step and Denoise end.',
  synonyms: ['Set Latent Noise Mask', 'RePaint', 'inpaint', 'latent mask', 'blended diffusion'],
  inputs: {
    latent: {
      label: 'Latent',
      type: { kind: 'latent', content: 'noised' },
      doc: 'After this step, from Sampler step.',
    },
    original: {
      label: 'Original',
      type: { kind: 'latent', content: 'clean' },
      doc: 'Of the picture to keep, from Encode.',
    },
    mask: {
      label: 'Mask',
      type: { kind: 'mask' },
      doc: '1 where to repaint; a latent cell is repainted where any of its pixels is.',
    },
    timestep: {
      label: 'Timestep',
      type: { kind: 'timestep' },
      doc: 'From Denoise begin.',
    },
    noise: {
      label: 'Noise',
      type: { kind: 'latent', content: 'noise' },
      doc: 'The noise that the loop started from.',
    },
  },
  outputs: {
    latent: {
      label: 'Latent',
      type: { kind: 'latent', content: 'noised' },
      doc: 'For Denoise end; after the last step the original itself outside the mask.',
    },
  },
  params: {},
  effects: 'pure',
  infer({ inputs }) {
    const [latent] = inputs.latent;
    return {
      outputs: { latent: { ...latent, kind: 'latent', content: 'noised' } },
      problems: blendProblems(latent, {
        original: inputs.original[0],
        noise: inputs.noise[0],
        mask: inputs.mask[0],
      }),
    };
  },
  async execute(ctx, { latent, original, mask, timestep, noise }) {
    const note = maskNote(latent, mask);
    if (note) ctx.preview({ kind: 'text', text: note });
    return { latent: blendMask(timestep, latent, { original, mask, noise }) };
  },
});

import {
  blendClean,
  blendMask,
  blendProblems,
  maskNote,
} from '@core/diffusion/denoising/mask-blend';
import { latentAs } from '@core/diffusion/port-facts';
import { defineNode } from '@core/node-definition';

export default defineNode({
  type: 'mask-blend',
  version: 1,
  title: 'Mask blend',
  category: 'diffusion',
  doc: 'Inpainting with any U-Net: after each step, what lies outside the mask is put back from the original, at the noise level that the step came to. Stands in the loop between Sampler step and Denoise end.',
  synonyms: [
    'Set Latent Noise Mask',
    'RePaint',
    'inpaint',
    'latent mask',
    'blended diffusion',
    'denoise mask',
  ],
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
    predictedClean: {
      label: 'Predicted clean',
      type: { kind: 'latent', content: 'clean' },
      doc: 'From Sampler step, for previews and the trajectory: the original is put into it as well.',
      optional: true,
    },
  },
  outputs: {
    latent: {
      label: 'Latent',
      type: { kind: 'latent', content: 'noised' },
      doc: 'For Denoise end; after the last step the original itself outside the mask.',
    },
    predictedClean: {
      label: 'Predicted clean',
      type: { kind: 'latent', content: 'clean' },
      doc: 'For Denoise end: what the step believes, and outside the mask the original. Needs Predicted clean.',
    },
  },
  params: {},
  effects: 'pure',
  infer({ inputs }) {
    const [latent] = inputs.latent;
    return {
      outputs: {
        latent: latentAs(latent, 'noised'),
        predictedClean: latentAs(inputs.predictedClean[0] ?? latent, 'clean'),
      },
      problems: blendProblems(latent, {
        original: inputs.original[0],
        noise: inputs.noise[0],
        mask: inputs.mask[0],
      }),
    };
  },
  async execute(ctx, { latent, original, mask, timestep, noise, predictedClean }) {
    const note = maskNote(latent, mask);
    if (note) ctx.preview({ kind: 'text', text: note });
    const kept = { original, mask, noise };
    return {
      latent: blendMask(timestep, latent, kept),
      predictedClean: predictedClean && blendClean(predictedClean, kept),
    };
  },
});

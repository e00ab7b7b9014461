import { previewEveryParam } from '@core/diffusion/params';
import { showsPreview } from '@core/diffusion/previews';
import { defineNode } from '@core/node-definition';

export default defineNode({
  type: 'denoise-end',
  version: 1,
  title: 'Denoise end',
  category: 'diffusion',
  doc: 'Closes the denoising loop: what arrives here is what the next step starts from, and after the last step the result.',
  synonyms: ['loop', 'repeat zone', 'for each step'],
  inputs: {
    latent: {
      label: 'Latent',
      type: { kind: 'latent', content: 'noised' },
      doc: 'After this step.',
    },
    predictedClean: {
      label: 'Predicted clean',
      type: { kind: 'latent', content: 'clean' },
      doc: 'What the step believes the result to be; shown while the loop runs.',
      optional: true,
    },
  },
  outputs: {
    latent: {
      label: 'Latent',
      type: { kind: 'latent', content: 'clean' },
      doc: 'The denoised latent.',
    },
  },
  params: { previewEvery: previewEveryParam },
  effects: 'pure',
  infer({ inputs }) {
    return { outputs: { latent: { ...inputs.latent[0], kind: 'latent', content: 'clean' } } };
  },
  zone: {
    role: 'end',
    partner: 'denoise-begin',
    output: 'latent',
    async iterate(ctx, { latent, predictedClean }, { previewEvery }) {
      const { index, iterations } = ctx.loop ?? { index: 0, iterations: 1 };
      if (predictedClean && ctx.wantsPreviews && showsPreview(previewEvery, index, iterations)) {
        await ctx.previewLatent(predictedClean, index + 1, iterations);
      }
      return index === iterations - 1 ? { ...latent, content: 'clean' } : latent;
    },
  },
});

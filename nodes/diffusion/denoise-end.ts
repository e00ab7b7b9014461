import { showsPreview } from '@core/diffusion/denoising/previews';
import {
  finishTrajectory,
  scheduleOf,
  takeStep,
  timestepOf,
} from '@core/diffusion/denoising/trajectory';
import { previewEveryParam } from '@core/diffusion/params';
import { latentAs } from '@core/diffusion/port-facts';
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
    attention: {
      label: 'Attention',
      type: { kind: 'attention' },
      doc: 'From the U-Net step with the prompt, for the trajectory.',
      optional: true,
    },
  },
  outputs: {
    latent: {
      label: 'Latent',
      type: { kind: 'latent', content: 'clean' },
      doc: 'The denoised latent.',
    },
    trajectory: {
      label: 'Trajectory',
      type: { kind: 'trajectory' },
      doc: 'What arrived here at each step, for Denoising filmstrip and Cross-attention map.',
      onDemand: true,
    },
  },
  params: { previewEvery: previewEveryParam },
  effects: 'pure',
  infer({ inputs }) {
    const latent = inputs.latent[0];
    return {
      outputs: {
        latent: latentAs(latent, 'clean'),
        trajectory: {
          kind: 'trajectory',
          attention: inputs.attention.length > 0,
          predictedClean: inputs.predictedClean.length > 0,
          factor: latent?.factor,
        },
      },
    };
  },
  zone: {
    role: 'end',
    partner: 'denoise-begin',
    output: 'latent',
    record: {
      output: 'trajectory',
      inputs: ['attention'],
      take: ({ predictedClean, attention }, begin) =>
        takeStep(timestepOf(begin.timestep), {
          predictedClean,
          attention: attention?.tensor,
          tokens: attention?.tokens,
        }),
      finish: (taken, { schedule }) => finishTrajectory(scheduleOf(schedule), taken),
    },
    async iterate(ctx, { latent, predictedClean }, { previewEvery }) {
      const { index, iterations } = ctx.loop ?? { index: 0, iterations: 1 };
      if (predictedClean && ctx.wantsPreviews && showsPreview(previewEvery, index, iterations)) {
        await ctx.previewLatent(predictedClean, index + 1, iterations);
      }
      return index === iterations - 1 ? { ...latent, content: 'clean' } : latent;
    },
  },
});

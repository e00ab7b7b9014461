import { stepLatent, stepProblems } from '@core/diffusion/denoising/step';
import { predictedStepInputs } from '@core/diffusion/params';
import { latentAs } from '@core/diffusion/port-facts';
import { defineNode } from '@core/node-definition';

export default defineNode({
  type: 'sampler-step',
  version: 1,
  title: 'Sampler step',
  category: 'diffusion',
  doc: 'Moves the latent one step down the schedule, by the prediction and the schedule’s sampler.',
  synonyms: ['scheduler step', 'DDIM', 'Euler', 'KSampler', 'ODE step'],
  inputs: predictedStepInputs,
  outputs: {
    latent: {
      label: 'Latent',
      type: { kind: 'latent', content: 'noised' },
      doc: 'At the next, lower noise level.',
    },
    predictedClean: {
      label: 'Predicted clean',
      type: { kind: 'latent', content: 'clean' },
      doc: 'The result as this step sees it.',
    },
  },
  params: {},
  effects: 'pure',
  infer({ inputs }) {
    const latent = inputs.latent[0];
    return {
      problems: stepProblems(inputs.timestep[0]?.sampler, inputs.prediction[0]?.parameterisation),
      outputs: {
        latent: latentAs(latent, 'noised'),
        predictedClean: latentAs(latent, 'clean'),
      },
    };
  },
  async execute(ctx, { prediction, latent, timestep }) {
    const next = stepLatent(timestep, latent, prediction, ctx.loop?.state);
    ctx.loop?.setState(next.state);
    return { latent: next.latent, predictedClean: next.predictedClean };
  },
});

import { predictedStepInputs } from '@core/diffusion/params';
import { latentAs } from '@core/diffusion/port-facts';
import { convertPrediction } from '@core/diffusion/schedule/convert-prediction';
import { defineNode } from '@core/node-definition';

export default defineNode({
  type: 'convert-prediction',
  version: 1,
  title: 'Convert prediction',
  category: 'diffusion',
  doc: 'Says the same prediction as noise, as the clean latent and as velocity: at a known noise level each gives the others.',
  synonyms: ['epsilon', 'eps', 'x0', 'v-prediction', 'velocity', 'pred original sample'],
  inputs: predictedStepInputs,
  outputs: {
    epsilon: {
      label: 'Noise (eps)',
      type: { kind: 'prediction', parameterisation: 'epsilon' },
      doc: 'The noise in the latent, as the U-Net sees it.',
    },
    sample: {
      label: 'Clean (x0)',
      type: { kind: 'prediction', parameterisation: 'sample' },
      doc: 'The clean latent as a prediction, for Sampler step.',
    },
    velocity: {
      label: 'Velocity (v)',
      type: { kind: 'prediction' },
      doc: 'Between both: signal × noise − noise level × clean; of a flow model its flow.',
    },
    clean: {
      label: 'Clean latent',
      type: { kind: 'latent', content: 'clean' },
      doc: 'The clean latent as a latent, for Decode or Denoise end.',
    },
  },
  params: {},
  effects: 'pure',
  infer({ inputs }) {
    const { kind: _, parameterisation, ...size } = inputs.prediction[0] ?? {};
    const latent = inputs.latent[0];
    const isFlow = parameterisation === 'flow_prediction';
    return {
      outputs: {
        epsilon: { ...size, kind: 'prediction', parameterisation: 'epsilon' },
        sample: { ...size, kind: 'prediction', parameterisation: 'sample' },
        velocity: {
          ...size,
          kind: 'prediction',
          ...(parameterisation && {
            parameterisation: isFlow ? 'flow_prediction' : 'v_prediction',
          }),
        },
        clean: latentAs(latent, 'clean'),
      },
    };
  },
  async execute(_ctx, { prediction, latent, timestep }) {
    return { ...convertPrediction(prediction, latent, timestep) };
  },
});

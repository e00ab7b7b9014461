import type { Inputs } from '../node-definition';
import type { NumberParam } from '../node-params';

/** Parameters that the closed Denoise and the nodes of the unfolded zone share. */

export const guidanceScaleParam = {
  kind: 'number',
  label: 'Guidance scale',
  doc: 'How far to go from the null towards the conditioning: 1 is the conditioning alone, 3 to 8 is usual.',
  default: 4,
  min: 0,
  max: 30,
  step: 0.5,
} as const satisfies NumberParam;

export const rescaleParam = {
  kind: 'number',
  label: 'Rescale',
  doc: 'Takes back the contrast that a high scale adds; 0.7 is usual with zero terminal SNR.',
  default: 0,
  min: 0,
  max: 1,
  step: 0.05,
  slider: true,
} as const satisfies NumberParam;

export const previewEveryParam = {
  kind: 'number',
  label: 'Preview every',
  doc: 'Shows the predicted clean picture every so many steps; 0 never.',
  default: 1,
  min: 0,
  max: 100,
  step: 1,
  integer: true,
  unit: 'steps',
} as const satisfies NumberParam;

/** What one step of the sampler reads: Sampler step and Convert prediction are wired the same way. */
export const predictedStepInputs = {
  prediction: {
    label: 'Prediction',
    type: { kind: 'prediction' },
    doc: 'From U-Net step or Guidance.',
  },
  latent: {
    label: 'Latent',
    type: { kind: 'latent', content: 'noised' },
    doc: 'The one the prediction was made for.',
  },
  timestep: { label: 'Timestep', type: { kind: 'timestep' }, doc: 'From Denoise begin.' },
} as const satisfies Inputs;

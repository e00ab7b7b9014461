import { resolveConfig, scheduleProblems } from '@core/diffusion/resolve-config';
import { makeSchedule } from '@core/diffusion/schedule';
import { defineNode } from '@core/node-definition';

const asModel = { value: 'model', label: 'As the model' } as const;

export default defineNode({
  type: 'schedule',
  version: 1,
  title: 'Schedule',
  category: 'diffusion',
  doc: 'Which noise levels the denoising visits, and how it steps between them. "As the model" follows the schedule the model was trained with.',
  synonyms: ['KSampler', 'scheduler', 'sampler', 'sigmas', 'steps', 'denoise strength', 'eta'],
  inputs: {
    defaults: {
      label: 'Defaults',
      type: { kind: 'schedule-defaults' },
      doc: 'The model’s own schedule, from Load pipeline.',
      optional: true,
    },
  },
  outputs: {
    schedule: { label: 'Schedule', type: { kind: 'schedule' }, doc: 'For the denoising loop.' },
  },
  params: {
    sampler: {
      kind: 'select',
      label: 'Sampler',
      doc: 'How a step is taken.',
      default: 'ddim',
      options: [
        { value: 'ddim', label: 'DDIM', doc: 'deterministic at eta 0' },
        { value: 'euler', label: 'Euler', doc: 'one straight step of the ODE' },
      ],
    },
    steps: {
      kind: 'number',
      label: 'Steps',
      doc: 'Runs of the U-Net. More is finer and slower; 20 to 30 is usual.',
      default: 25,
      min: 1,
      max: 1000,
      step: 1,
      integer: true,
    },
    strength: {
      kind: 'number',
      label: 'Strength',
      doc: 'Image to image: 1 starts from pure noise, 0 leaves the image as it is. Only the last steps × strength steps run.',
      default: 1,
      min: 0,
      max: 1,
      step: 0.05,
      slider: true,
    },
    spacing: {
      kind: 'select',
      label: 'Spacing',
      advanced: true,
      doc: 'Which of the training timesteps are visited.',
      default: 'model',
      options: [
        asModel,
        {
          value: 'trailing',
          label: 'Trailing',
          doc: 'starts at the last: needed for zero terminal SNR',
        },
        { value: 'leading', label: 'Leading', doc: 'ends at the first' },
        { value: 'linspace', label: 'Linspace', doc: 'both ends' },
      ],
    },
    prediction: {
      kind: 'select',
      label: 'Prediction',
      advanced: true,
      doc: 'What the U-Net’s output means. Change it only if the model’s files say it wrongly.',
      default: 'model',
      options: [
        asModel,
        { value: 'epsilon', label: 'Noise (epsilon)' },
        { value: 'v_prediction', label: 'Velocity (v)' },
        { value: 'sample', label: 'Clean latent (x0)' },
      ],
    },
    betas: {
      kind: 'select',
      label: 'Betas',
      advanced: true,
      doc: 'How noise grows over the training timesteps. Another curve than the model’s brings its usual range.',
      default: 'model',
      options: [
        asModel,
        {
          value: 'scaled_linear',
          label: 'Scaled linear',
          doc: '0.00085 to 0.012: Stable Diffusion',
        },
        { value: 'linear', label: 'Linear', doc: '0.0001 to 0.02: DDPM' },
        { value: 'squaredcos_cap_v2', label: 'Squared cosine' },
      ],
    },
    zeroTerminalSnr: {
      kind: 'select',
      label: 'Zero terminal SNR',
      advanced: true,
      doc: 'Whether the last timestep is noise alone.',
      default: 'model',
      options: [asModel, { value: 'on', label: 'On' }, { value: 'off', label: 'Off' }],
    },
    eta: {
      kind: 'number',
      label: 'Eta',
      advanced: true,
      doc: 'Fresh noise at each DDIM step: 0 none, 1 as much as DDPM.',
      default: 0,
      min: 0,
      max: 1,
      step: 0.05,
      slider: true,
      visible: (params) => params.sampler === 'ddim',
    },
    noiseSeed: {
      kind: 'seed',
      label: 'Step noise seed',
      advanced: true,
      doc: 'Seed of the fresh noise that eta adds at each step.',
      default: 0,
      visible: (params) => params.sampler === 'ddim' && Number(params.eta) > 0,
    },
  },
  effects: 'pure',
  infer({ inputs, params }) {
    const predictionType =
      params.prediction === 'model' ? inputs.defaults[0]?.predictionType : params.prediction;
    return {
      outputs: {
        schedule: {
          kind: 'schedule',
          sampler: params.sampler,
          steps: params.steps,
          strength: params.strength,
          predictionType,
        },
      },
      problems: scheduleProblems(params, inputs.defaults.length > 0, predictionType),
    };
  },
  async execute(_ctx, { defaults }, params) {
    const { config, spacing } = resolveConfig(params, defaults?.config);
    return {
      schedule: { kind: 'schedule', schedule: makeSchedule(config, { ...params, spacing }) },
    };
  },
});

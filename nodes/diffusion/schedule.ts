import { samplers } from '@core/diffusion/samplers';
import { readsBetas, resolveConfig } from '@core/diffusion/schedule/resolve-config';
import { makeSchedule, mostSteps, startLevel } from '@core/diffusion/schedule/schedule';
import { inspectSchedule } from '@core/diffusion/schedule/schedule-problems';
import {
  asModel,
  chosen,
  isChanged,
  onOff,
  type Shown,
  solverParams,
} from '@core/diffusion/schedule/solver-params';
import { defineNode } from '@core/node-definition';
import { type Schedule, samplerIds } from '@core/values';

const drawsNoise = (params: Shown): boolean => {
  const sampler = chosen(params);
  if (sampler?.noise === 'always') return true;
  return Number(params.eta) > 0 && (!sampler || sampler.noise === 'eta');
};

const scheduleFacts = (schedule: Schedule) => ({
  start: startLevel(schedule),
  running: { first: schedule.startIndex, count: schedule.timesteps.length },
});

export default defineNode({
  type: 'schedule',
  version: 2,
  title: 'Schedule',
  category: 'diffusion',
  doc: 'Which noise levels the denoising visits, and how it steps between them. "As the model" follows the schedule the model was trained with.',
  synonyms: [
    'KSampler',
    'scheduler',
    'sampler',
    'sigmas',
    'Karras',
    'steps',
    'denoise strength',
    'eta',
    'KSamplerSelect',
    'BasicScheduler',
    'EulerDiscreteScheduler',
    'DPMSolverMultistepScheduler',
    'sampling steps',
    'set_timesteps',
    'denoising strength',
    ...samplerIds.map((id) => samplers[id].title),
  ],
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
      default: 'model',
      options: [
        { ...asModel, doc: 'the one its schedule names' },
        ...samplerIds.map((id) => ({
          value: id,
          label: samplers[id].title,
          doc: samplers[id].doc,
        })),
      ],
    },
    steps: {
      kind: 'number',
      label: 'Steps',
      doc: 'More is finer and slower; 20 to 30 is usual. Heun runs the U-Net twice a step.',
      default: 25,
      min: 1,
      max: mostSteps,
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
    sigmas: {
      kind: 'select',
      label: 'Sigmas',
      doc: 'How the noise levels between the first and the last are spread.',
      default: 'model',
      options: [
        asModel,
        { value: 'timesteps', label: 'As the timesteps', doc: 'where Spacing puts them' },
        { value: 'karras', label: 'Karras', doc: 'most steps at low noise: fine detail' },
        { value: 'exponential', label: 'Exponential', doc: 'even in the logarithm' },
        { value: 'beta', label: 'Beta', doc: 'dense at both ends' },
      ],
      visible: (params) =>
        (chosen(params)?.sigmaSpacings.length ?? 0) > 0 || isChanged(params, 'sigmas', 'model'),
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
      visible: ({ sampler }) => readsBetas(sampler),
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
        { value: 'flow_prediction', label: 'Flow', doc: 'from clean to noise: flow models' },
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
      visible: ({ sampler }) => readsBetas(sampler),
    },
    zeroTerminalSnr: {
      kind: 'select',
      label: 'Zero terminal SNR',
      advanced: true,
      doc: 'Whether the last timestep is noise alone.',
      default: 'model',
      options: onOff,
      visible: ({ sampler }) => readsBetas(sampler),
    },
    eta: {
      kind: 'number',
      label: 'Eta',
      advanced: true,
      doc: 'Fresh noise at each step of DDIM: 0 none, 1 as much as DDPM.',
      default: 0,
      min: 0,
      max: 1,
      step: 0.05,
      slider: true,
      visible: (params) => {
        const sampler = chosen(params);
        return !sampler || sampler.noise === 'eta' || isChanged(params, 'eta', 0);
      },
    },
    noiseSeed: {
      kind: 'seed',
      label: 'Step noise seed',
      advanced: true,
      doc: 'Seed of the fresh noise that DDPM, LCM and ancestral samplers add at each step, and DDIM with eta.',
      default: 0,
      visible: drawsNoise,
    },
    ...solverParams,
  },
  effects: 'pure',
  infer({ inputs, params }) {
    const wired = inputs.defaults[0];
    const found = inspectSchedule(params, wired && (wired.config ?? 'unknown'));
    const predictionType =
      params.prediction === 'model' ? wired?.predictionType : params.prediction;
    return {
      outputs: {
        schedule: {
          kind: 'schedule',
          sampler: found.resolved?.options.sampler,
          steps: params.steps,
          strength: params.strength,
          predictionType,
          ...(found.schedule && scheduleFacts(found.schedule)),
        },
      },
      problems: found.problems,
      notes: found.note ? { defaults: found.note } : undefined,
    };
  },
  async execute(_ctx, { defaults }, params) {
    const { config, options } = resolveConfig(params, defaults?.config);
    return { schedule: { kind: 'schedule', schedule: makeSchedule(config, options) } };
  },
  // Version 1 had DDIM where a file said nothing.
  migrations: { 1: (params) => ({ sampler: 'ddim', ...params }) },
});

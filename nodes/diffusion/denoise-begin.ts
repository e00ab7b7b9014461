import { latentAs, startProblems } from '@core/diffusion/port-facts';
import { startLatent } from '@core/diffusion/schedule/add-noise';
import { iterationsOf } from '@core/diffusion/schedule/schedule';
import { defineNode } from '@core/node-definition';

export default defineNode({
  type: 'denoise-begin',
  version: 1,
  title: 'Denoise begin',
  category: 'diffusion',
  doc: 'Opens the denoising loop. What lies between here and Denoise end runs once for each step of the schedule.',
  synonyms: ['loop', 'repeat zone', 'for each step', 'sampler custom', 'unfold'],
  inputs: {
    latent: {
      label: 'Latent',
      type: { kind: 'latent' },
      doc: 'Noise, or an image’s latent after Add noise.',
    },
    schedule: { label: 'Schedule', type: { kind: 'schedule' }, doc: 'The steps to take.' },
  },
  outputs: {
    latent: {
      label: 'Latent',
      type: { kind: 'latent', content: 'noised' },
      doc: 'As it is at the start of this step.',
    },
    timestep: {
      label: 'Timestep',
      type: { kind: 'timestep' },
      doc: 'Where in the schedule this step is.',
    },
  },
  params: {},
  effects: 'pure',
  infer({ inputs }) {
    const latent = inputs.latent[0];
    const schedule = inputs.schedule[0];
    return {
      outputs: {
        latent: latentAs(latent, 'noised'),
        timestep: {
          kind: 'timestep',
          sampler: schedule?.sampler,
          predictionType: schedule?.predictionType,
          running: schedule?.running,
        },
      },
      problems: startProblems(latent, schedule),
      notes: schedule?.steps ? { schedule: `${schedule.steps} steps` } : undefined,
    };
  },
  zone: {
    role: 'begin',
    partner: 'denoise-end',
    async start(_ctx, { latent, schedule }) {
      return {
        carry: startLatent(schedule.schedule, latent),
        iterations: iterationsOf(schedule.schedule),
      };
    },
    iterate({ schedule }, carry, index) {
      if (carry.kind !== 'latent') throw new Error(`the loop carries a ${carry.kind}`);
      return {
        latent: carry,
        timestep: {
          kind: 'timestep',
          schedule: schedule.schedule,
          index: schedule.schedule.startIndex + index,
        },
      };
    },
  },
});

import { latentAs, latentMismatch } from '@core/diffusion/port-facts';
import { addNoise } from '@core/diffusion/schedule/add-noise';
import { defineNode, type PortProblem } from '@core/node-definition';

export default defineNode({
  type: 'add-noise',
  version: 1,
  title: 'Add noise',
  category: 'diffusion',
  doc: 'Brings an image’s latent to the noise level at which the schedule starts: how image to image begins.',
  synonyms: ['img2img', 'image to image', 'noise latent', 'renoise', 'forward process'],
  inputs: {
    latent: {
      label: 'Latent',
      type: { kind: 'latent', content: 'clean' },
      doc: 'Of an image, from Encode.',
    },
    noise: { label: 'Noise', type: { kind: 'latent', content: 'noise' }, doc: 'Of the same size.' },
    schedule: {
      label: 'Schedule',
      type: { kind: 'schedule' },
      doc: 'The one that denoises afterwards.',
    },
  },
  outputs: {
    latent: {
      label: 'Noised latent',
      type: { kind: 'latent', content: 'noised' },
      doc: 'At the schedule’s first noise level.',
    },
  },
  params: {},
  effects: 'pure',
  infer({ inputs }) {
    const latent = inputs.latent[0];
    const noise = inputs.noise[0];
    const problems: PortProblem[] = [];
    const reason = latent && noise && latentMismatch(latent, noise);
    if (reason) {
      problems.push({
        severity: 'error',
        code: 'latent-mismatch',
        message: `Latent and noise differ: ${reason}.`,
        hint: 'Give Noise the image’s width, height and batch, and the same autoencoder.',
        port: 'noise',
      });
    }
    return {
      outputs: {
        latent: { ...noise, ...latentAs(latent, 'noised'), level: inputs.schedule[0]?.start },
      },
      problems,
    };
  },
  async execute(_ctx, { latent, noise, schedule }) {
    return { latent: addNoise(schedule.schedule, latent, noise) };
  },
});

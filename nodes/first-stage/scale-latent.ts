import {
  inverseScale,
  isIdentity,
  joinScales,
  scaleLatent,
  unscaleLatent,
} from '@core/diffusion/first-stage/latent-scale';
import { defineNode } from '@core/node-definition';

export default defineNode({
  type: 'scale-latent',
  version: 1,
  title: 'Scale latent',
  category: 'first-stage',
  doc: 'Shifts and multiplies a latent: (latent − shift) × factor. Latents in a graph have their model’s scale already; this is for those of other places, and to see what a wrong scale does.',
  synonyms: ['scaling factor', 'shift factor', 'multiply latent', 'LatentMultiply', '0.18215'],
  inputs: { latent: { label: 'Latent', type: { kind: 'latent' }, doc: 'What to scale.' } },
  outputs: {
    latent: { label: 'Latent', type: { kind: 'latent' }, doc: 'Of the same size and content.' },
  },
  params: {
    factor: {
      kind: 'number',
      label: 'Factor',
      doc: 'A model’s scaling_factor: 0.18215 for Stable Diffusion 1 and 2.',
      default: 1,
      min: 0.0001,
      max: 1000,
      step: 0.05,
    },
    shift: {
      kind: 'number',
      label: 'Shift',
      doc: 'A model’s shift_factor, taken away first; 0 for most.',
      default: 0,
      min: -100,
      max: 100,
      step: 0.05,
    },
    inverse: {
      kind: 'boolean',
      label: 'Inverse',
      doc: 'Undoes that scale: latent ÷ factor + shift.',
      default: false,
    },
  },
  effects: 'pure',
  infer({ inputs, params: { factor, shift, inverse } }) {
    const latent = inputs.latent[0];
    const scale = inverse ? inverseScale({ factor, shift }) : { factor, shift };
    const joined = latent?.rescale ? joinScales(latent.rescale, scale) : scale;
    const rescale = isIdentity(joined) ? undefined : joined;
    return {
      outputs: { latent: { ...latent, kind: 'latent', rescale } },
      notes: latent && {
        latent: rescale ? 'off its model’s scale' : 'at its model’s scale',
      },
    };
  },
  async execute(_ctx, { latent }, { factor, shift, inverse }) {
    const scale = inverse ? unscaleLatent : scaleLatent;
    return { latent: { ...latent, tensor: scale(latent.tensor, { factor, shift }) } };
  },
});

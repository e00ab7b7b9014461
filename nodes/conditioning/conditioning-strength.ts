import { nullNotChanged, strengthen } from '@core/diffusion/conditioning/conditioning-ops';
import { defineNode } from '@core/node-definition';

export default defineNode({
  type: 'conditioning-strength',
  version: 1,
  title: 'Conditioning strength',
  category: 'conditioning',
  doc: 'Multiplies what conditions: tokens, concat channels, vector. 0 silences it, 1 leaves it as it is; far above 1 pictures break.',
  synonyms: ['weight', 'emphasis', 'scale', 'IP-Adapter scale', 'conditioning multiply'],
  inputs: {
    conditioning: {
      label: 'Conditioning',
      type: { kind: 'conditioning' },
      doc: 'Any but a null.',
    },
  },
  outputs: {
    conditioning: {
      label: 'Conditioning',
      type: { kind: 'conditioning' },
      doc: 'The same, weaker or stronger.',
    },
  },
  params: {
    strength: {
      kind: 'number',
      label: 'Strength',
      doc: 'What everything in it is multiplied by.',
      default: 1,
      min: 0,
      max: 4,
      step: 0.05,
    },
  },
  effects: 'pure',
  infer({ inputs }) {
    const [type] = inputs.conditioning;
    return {
      outputs: { conditioning: type ?? { kind: 'conditioning' } },
      problems: type?.isNull ? [{ severity: 'error', ...nullNotChanged }] : [],
    };
  },
  async execute(_ctx, { conditioning }, { strength }) {
    return { conditioning: strengthen(conditioning, strength) };
  },
});

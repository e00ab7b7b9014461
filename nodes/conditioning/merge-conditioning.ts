import { mergeConditioning } from '@core/diffusion/conditioning/conditioning';
import { mergeConditioningTypes } from '@core/diffusion/conditioning/merge-types';
import { defineNode } from '@core/node-definition';

export default defineNode({
  type: 'merge-conditioning',
  version: 1,
  title: 'Merge conditioning',
  category: 'conditioning',
  doc: 'Joins several conditionings into one: tokens in a row in the order of the wires, concat channels by slot.',
  synonyms: ['Conditioning Combine', 'Conditioning Concat', 'join', 'text and class'],
  inputs: {
    conditioning: {
      label: 'Conditioning',
      type: { kind: 'conditioning' },
      doc: 'Two or more conditionings of one model.',
      multiple: true,
    },
  },
  outputs: {
    conditioning: {
      label: 'Conditioning',
      type: { kind: 'conditioning' },
      doc: 'All of them together.',
    },
  },
  params: {},
  effects: 'pure',
  infer({ inputs }) {
    const { type, problems } = mergeConditioningTypes(inputs.conditioning, 'conditioning');
    return { outputs: { conditioning: type }, problems };
  },
  async execute(_ctx, { conditioning }) {
    return { conditioning: mergeConditioning(conditioning) };
  },
});

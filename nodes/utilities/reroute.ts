import { defineNode } from '@core/node-definition';

export default defineNode({
  type: 'reroute',
  version: 1,
  title: 'Reroute',
  category: 'utilities',
  doc: 'Passes on whatever comes: to lead a wire around other nodes.',
  synonyms: ['dot', 'knot', 'relay', 'pass through'],
  inputs: { in: { label: 'In', type: { kind: 'any' }, doc: 'Anything.' } },
  outputs: { out: { label: 'Out', type: { kind: 'any' }, doc: 'The very same.' } },
  params: {},
  effects: 'pure',
  infer: ({ inputs }) => ({ outputs: { out: inputs.in[0] ?? { kind: 'any' } } }),
  async execute(_ctx, inputs) {
    return { out: inputs.in };
  },
});

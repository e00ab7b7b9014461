import { defineNode } from '@core/node-definition';

export default defineNode({
  type: 'seed',
  version: 1,
  title: 'Seed',
  category: 'utilities',
  doc: 'One seed for several nodes.',
  synonyms: ['random', 'random seed', 'control after generate', 'integer'],
  inputs: {},
  outputs: { seed: { label: 'Seed', type: { kind: 'seed' }, doc: 'For Noise.' } },
  params: {
    value: { kind: 'seed', label: 'Value', doc: 'The seed of the next run.', default: 0 },
    mode: {
      kind: 'select',
      label: 'Between runs',
      doc: 'What happens to the value between runs. Every picture remembers the seed it was made with.',
      default: 'fixed',
      options: [
        { value: 'fixed', label: 'Fixed', doc: 'stays' },
        { value: 'random', label: 'Random', doc: 'drawn anew before each run' },
        { value: 'increment', label: 'Increment', doc: 'one more after each run' },
      ],
      wirable: false,
    },
  },
  effects: 'pure',
  infer: ({ params: { value } }) => ({ outputs: { seed: { kind: 'seed', value } } }),
  async execute(_ctx, _inputs, params) {
    return { seed: { kind: 'seed', seed: params.value } };
  },
});

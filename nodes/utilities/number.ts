import { defineNode } from '@core/node-definition';

export default defineNode({
  type: 'number',
  version: 1,
  title: 'Number',
  category: 'utilities',
  doc: 'One number for the parameters of several nodes: wire it into the dot beside a parameter.',
  synonyms: ['float', 'integer', 'int', 'value', 'constant', 'primitive'],
  inputs: {},
  outputs: {
    value: { label: 'Value', type: { kind: 'number' }, doc: 'For parameters and number inputs.' },
  },
  params: {
    value: {
      kind: 'number',
      label: 'Value',
      doc: 'What the wired parameters are set to.',
      default: 1,
      step: 0.1,
    },
    integer: {
      kind: 'boolean',
      label: 'Whole',
      doc: 'Only whole numbers: for steps, sizes and seeds.',
      default: false,
    },
  },
  effects: 'pure',
  infer({ params: { value, integer } }) {
    return {
      outputs: { value: { kind: 'number', value } },
      problems:
        integer && !Number.isInteger(value)
          ? [
              {
                severity: 'error',
                code: 'number-not-whole',
                message: `The number is to be whole; this is ${value}.`,
                hint: `Set it to ${Math.round(value)}, or switch Whole off.`,
              },
            ]
          : [],
    };
  },
  async execute(_ctx, _inputs, { value }) {
    return { value: { kind: 'number', value } };
  },
});

import { defineNode } from '@core/node-definition';

export default defineNode({
  type: 'exposed-parameter',
  version: 1,
  title: 'Exposed parameter',
  category: 'utilities',
  doc: 'A value with a name, for people who use the graph without looking into it: wire it into any parameter.',
  synonyms: ['public parameter', 'app input', 'form field', 'promoted widget', 'API input'],
  inputs: {},
  outputs: {
    value: {
      label: 'Value',
      type: { kind: 'any' },
      doc: 'For parameters: a number or a text.',
    },
  },
  params: {
    name: {
      kind: 'text',
      label: 'Name',
      doc: 'What people call it: patchbay run --param "Name=value".',
      default: 'Parameter',
      maxLength: 100,
      wirable: false,
    },
    kind: {
      kind: 'select',
      label: 'Kind',
      doc: 'What the value is.',
      default: 'number',
      options: [
        { value: 'number', label: 'Number' },
        { value: 'text', label: 'Text' },
      ],
      wirable: false,
    },
    number: {
      kind: 'number',
      label: 'Value',
      doc: 'Used where nothing else is asked for.',
      default: 1,
      step: 0.1,
      wirable: false,
      visible: ({ kind }) => kind === 'number',
    },
    text: {
      kind: 'text',
      label: 'Value',
      doc: 'Used where nothing else is asked for.',
      default: '',
      maxLength: 20_000,
      wirable: false,
      visible: ({ kind }) => kind === 'text',
    },
    help: {
      kind: 'text',
      label: 'Help',
      doc: 'What the value does, in a sentence.',
      default: '',
      maxLength: 500,
      wirable: false,
      advanced: true,
    },
  },
  effects: 'pure',
  exposes: ({ name, kind, help }) => ({ name: name.trim(), help: help.trim(), param: kind }),
  infer({ params: { name, kind, number, text } }) {
    return {
      outputs: { value: kind === 'number' ? { kind, value: number } : { kind, value: text } },
      problems:
        name.trim() === ''
          ? [
              {
                severity: 'error',
                code: 'exposed-no-name',
                message: 'The exposed parameter has no name: nobody could ask for it.',
                hint: 'Give it a name, such as Guidance scale.',
              },
            ]
          : [],
    };
  },
  async execute(_ctx, _inputs, { kind, number, text }) {
    return { value: kind === 'number' ? { kind, value: number } : { kind, text } };
  },
});

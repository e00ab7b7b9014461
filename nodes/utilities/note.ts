import { defineNode } from '@core/node-definition';

export default defineNode({
  type: 'note',
  version: 1,
  title: 'Note',
  category: 'utilities',
  doc: 'Text on the canvas. It does nothing else.',
  synonyms: ['comment', 'text', 'sticky', 'markdown'],
  inputs: {},
  outputs: {},
  params: {
    text: {
      kind: 'text',
      label: 'Text',
      doc: 'What to remember.',
      default: '',
      multiline: true,
      placeholder: 'Write a note',
      maxLength: 20_000,
      wirable: false,
    },
  },
  effects: 'pure',
  infer: () => ({ outputs: {} }),
});

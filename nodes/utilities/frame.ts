import { frameColours, frameType } from '@core/graph/frames';
import { defineNode } from '@core/node-definition';

export default defineNode({
  type: frameType,
  version: 1,
  title: 'Frame',
  category: 'utilities',
  doc: 'A titled box behind the nodes: dragged by its title, it takes along what lies inside. It does nothing else.',
  synonyms: ['group', 'box', 'backdrop', 'region', 'section', 'comment box'],
  inputs: {},
  outputs: {},
  params: {
    colour: {
      kind: 'select',
      label: 'Colour',
      doc: 'Of its border and ground.',
      default: 'grey',
      options: frameColours,
      wirable: false,
    },
  },
  effects: 'pure',
  infer: () => ({ outputs: {} }),
});

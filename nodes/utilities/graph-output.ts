import { anyBoundary, boundaryKinds, boundaryType } from '@core/graph/subgraph/boundary';
import { graphOutputType } from '@core/graph/subgraph/inner-graph';
import { outsideSubgraph } from '@core/graph/subgraph/outside-subgraph';
import { defineNode } from '@core/node-definition';

export default defineNode({
  type: graphOutputType,
  version: 1,
  title: 'Graph output',
  category: 'utilities',
  doc: 'Inside a subgraph: gives a value to those who read the subgraph. One port of it.',
  synonyms: ['group output', 'subgraph output', 'outlet', 'return'],
  onlyInside: true,
  inputs: {},
  outputs: {},
  params: {
    name: {
      kind: 'text',
      label: 'Name',
      doc: 'What the port of the subgraph is called.',
      default: '',
      maxLength: 100,
      wirable: false,
    },
    kind: {
      kind: 'select',
      label: 'Carries',
      doc: 'What may be wired to the port.',
      default: anyBoundary,
      options: boundaryKinds,
      wirable: false,
    },
  },
  ports: ({ kind }) => ({
    inputs: {
      value: { label: 'Value', type: boundaryType(kind), doc: 'What the subgraph gives.' },
    },
    outputs: {},
  }),
  effects: 'pure',
  // Inside a subgraph it stands for a wire, and nobody asks.
  infer: () => ({ outputs: {}, problems: [outsideSubgraph('Graph output')] }),
});

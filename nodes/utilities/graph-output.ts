import { boundaryType } from '@core/graph/subgraph/boundary';
import { boundaryParams } from '@core/graph/subgraph/boundary-params';
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
  params: boundaryParams,
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

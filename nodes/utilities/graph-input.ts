import { boundaryType } from '@core/graph/subgraph/boundary';
import { boundaryParams } from '@core/graph/subgraph/boundary-params';
import { graphInputType } from '@core/graph/subgraph/inner-graph';
import { outsideSubgraph } from '@core/graph/subgraph/outside-subgraph';
import { defineNode } from '@core/node-definition';

export default defineNode({
  type: graphInputType,
  version: 1,
  title: 'Graph input',
  category: 'utilities',
  doc: 'Inside a subgraph: brings in what is wired to the subgraph. One port of it.',
  synonyms: ['group input', 'subgraph input', 'inlet', 'argument'],
  onlyInside: true,
  inputs: {},
  outputs: {},
  params: boundaryParams,
  ports: ({ kind }) => ({
    inputs: {},
    outputs: {
      value: { label: 'Value', type: boundaryType(kind), doc: 'What is wired to the subgraph.' },
    },
  }),
  effects: 'pure',
  // Inside a subgraph it stands for a wire, and nobody asks.
  infer: () => ({ outputs: {}, problems: [outsideSubgraph('Graph input')] }),
});

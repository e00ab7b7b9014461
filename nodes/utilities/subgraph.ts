import { boundariesOf } from '@core/graph/subgraph/boundary';
import { emptyInnerGraph, subgraphType } from '@core/graph/subgraph/inner-graph';
import { defineNode } from '@core/node-definition';

/** It never runs itself: `flatten` puts what it holds in its place. */
export default defineNode({
  type: subgraphType,
  version: 1,
  title: 'Subgraph',
  category: 'utilities',
  doc: 'Several nodes as one. Select nodes and press Ctrl+G; what is wired across becomes its ports.',
  synonyms: ['group', 'collapse', 'macro', 'function', 'nested', 'reusable', 'group node'],
  inputs: {},
  outputs: {},
  params: {
    graph: {
      kind: 'graph',
      label: 'Inside',
      doc: 'The nodes and wires that it holds.',
      default: emptyInnerGraph,
    },
  },
  ports({ graph }) {
    const { inputs, outputs } = boundariesOf(graph);
    return {
      inputs: Object.fromEntries(
        // Whether it must be wired is for the nodes inside to say.
        inputs.map(({ id, label, type }) => [
          id,
          { label, type, doc: `Goes to the nodes inside as ${label}.`, optional: true },
        ]),
      ),
      outputs: Object.fromEntries(
        outputs.map(({ id, label, type }) => [
          id,
          { label, type, doc: `What the nodes inside give as ${label}.` },
        ]),
      ),
    };
  },
  effects: 'pure',
  infer: () => ({ outputs: {} }),
});

import type { PortProblem } from '../../node-definition';

/** A Graph input or output that lies in no subgraph. */
export const outsideSubgraph = (title: string): PortProblem => ({
  severity: 'error',
  code: 'outside-subgraph',
  message: `${title} stands for a port of a subgraph, and this one is in none.`,
  hint: 'Select the nodes that belong together and press Ctrl+G: the ports are made of their wires.',
});

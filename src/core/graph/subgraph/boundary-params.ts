import type { Params } from '../../node-params';
import { anyBoundary, boundaryKinds } from './boundary';

/** Parameters of the nodes that are a subgraph's ports, seen from inside. */
export const boundaryParams = {
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
} as const satisfies Params;

import type { Edge, Node } from '@xyflow/react';

/** React Flow's view of a node: where it is. What it says, its component reads from the document. */
export type FlowNode = Node<Record<string, never>, 'patch'>;
export type FlowEdge = Edge<Record<string, never>, 'wire'>;

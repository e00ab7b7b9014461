import type { Catalog } from '../../node-definition';
import type { GraphDocument, GraphNode } from '../document';
import { own } from '../own';
import { boundariesOf } from './boundary';
import type { FlatPlace } from './flat-graph';
import { innerGraphOf } from './inner-graph';

/** The node at a path of ids from the top; undefined where there is none. */
export function nodeAt(doc: GraphDocument, path: readonly string[]): GraphNode | undefined {
  let nodes = doc.nodes;
  let node: GraphNode | undefined;
  for (const id of path) {
    node = own(nodes, id);
    nodes = innerGraphOf(node)?.nodes ?? {};
  }
  return node;
}

export function titleAt(doc: GraphDocument, catalog: Catalog, path: readonly string[]): string {
  const node = nodeAt(doc, path);
  return node?.title ?? catalog.get(node?.type ?? '')?.title ?? node?.type ?? path.at(-1) ?? '';
}

/** `Outer › Inner`: the subgraphs around a node. */
export const aroundAt = (doc: GraphDocument, catalog: Catalog, path: readonly string[]): string =>
  path
    .slice(0, -1)
    .map((_, depth) => titleAt(doc, catalog, path.slice(0, depth + 1)))
    .join(' › ');

/** What the port of a subgraph is called. */
export function borderLabel(doc: GraphDocument, { path, port }: FlatPlace): string {
  const { inputs, outputs } = boundariesOf(innerGraphOf(nodeAt(doc, path)));
  return [...inputs, ...outputs].find(({ id }) => id === port)?.label ?? port;
}

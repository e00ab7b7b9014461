import type { GraphDocument, GraphNode, Json } from '../document';
import type { Edit } from '../edit';
import { innerGraphOf, withInnerGraph } from './inner-graph';

type Nodes = GraphDocument['nodes'];

export interface PlacedNode {
  /** Ids from the top: of each subgraph around it, then its own. */
  readonly path: readonly string[];
  readonly node: GraphNode;
}

/** Every node, those inside subgraphs behind the subgraph's own. */
export function everyNode(nodes: Nodes, around: readonly string[] = []): readonly PlacedNode[] {
  return Object.entries(nodes).flatMap(([id, node]): readonly PlacedNode[] => {
    const path = [...around, id];
    const inner = innerGraphOf(node);
    return [{ path, node }, ...(inner ? everyNode(inner.nodes, path) : [])];
  });
}

/**
 * `change` applied to every node, those inside subgraphs first. What does not change keeps its
 * identity, the record itself too.
 */
export function mapNodes(nodes: Nodes, change: (node: GraphNode) => GraphNode): Nodes {
  let changed = false;
  const entries = Object.entries(nodes).map(([id, node]): [string, GraphNode] => {
    const inner = innerGraphOf(node);
    const within = inner && mapNodes(inner.nodes, change);
    const filled =
      inner && within !== inner.nodes
        ? withInnerGraph(node, { ...inner, nodes: within ?? inner.nodes })
        : node;
    const next = change(filled);
    if (next !== node) changed = true;
    return [id, next];
  });
  return changed ? Object.fromEntries(entries) : nodes;
}

/** An edit of the graph inside the subgraphs of `around`, outermost first, as one of the whole. */
export const editWithin = (around: readonly string[], edit: Edit): Edit =>
  around.reduceRight<Edit>((inside, id) => ({ kind: 'editInside', id, edit: inside }), edit);

/** Sets a parameter of a node, wherever it is. */
export const setParamAt = (path: readonly string[], param: string, value: Json): Edit =>
  editWithin(path.slice(0, -1), { kind: 'setParam', id: path.at(-1) ?? '', param, value });

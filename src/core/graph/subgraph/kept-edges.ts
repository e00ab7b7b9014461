import type { GraphDocument, GraphEdge } from '../document';

type Edges = GraphDocument['edges'];

/** The last flat wires by the document's own, which most edits leave as they are. */
const last = new WeakMap<Edges, Edges>();

/**
 * The flat wires of the last call where they are the same: what is kept for them, such as the
 * topology and the analysis of each node, then holds again.
 */
export function keptEdges(outer: Edges, next: Edges): Edges {
  const before = last.get(outer);
  const kept = before && sameEdges(before, next) ? before : next;
  last.set(outer, kept);
  return kept;
}

function sameEdges(before: Edges, next: Edges): boolean {
  const ids = Object.keys(next);
  return (
    ids.length === Object.keys(before).length &&
    ids.every((id) => {
      const [a, b] = [before[id], next[id]];
      return a !== undefined && b !== undefined && sameEdge(a, b);
    })
  );
}

const sameEdge = (a: GraphEdge, b: GraphEdge): boolean =>
  a.from.node === b.from.node &&
  a.from.port === b.from.port &&
  a.to.node === b.to.node &&
  a.to.port === b.to.port;

import type { GraphDocument, GraphEdge } from './document';
import { naturalOrder } from './natural-order';
import { own } from './own';

export interface Wire extends GraphEdge {
  readonly id: string;
}

/** A graph's wires by the nodes at their ends; wires to nodes that are not there are left out. */
export interface Topology {
  /** Natural order of ids: what order the file has, so nothing depends on the order of edits. */
  readonly ids: readonly string[];
  /** Wires into a node, in natural order of their ids: the order of wires on one port. */
  into: (node: string) => readonly Wire[];
  outOf: (node: string) => readonly Wire[];
}

const none: readonly Wire[] = [];

interface WireIndex {
  readonly into: ReadonlyMap<string, readonly Wire[]>;
  readonly outOf: ReadonlyMap<string, readonly Wire[]>;
}
/** Most edits leave the wires as they are: then the index is used again. */
const indexes = new WeakMap<GraphDocument['edges'], WireIndex>();
const sortedIds = new WeakMap<GraphDocument['nodes'], readonly string[]>();

/** All wires, in natural order of their ids. */
export function wiresOf(doc: GraphDocument): readonly Wire[] {
  return inOrder(Object.entries(doc.edges));
}

function inOrder(edges: readonly (readonly [string, GraphEdge])[]): Wire[] {
  return edges.map(([id, edge]) => ({ ...edge, id })).sort((a, b) => naturalOrder(a.id, b.id));
}

function wireIndex(doc: GraphDocument): WireIndex {
  const known = indexes.get(doc.edges);
  if (known) return known;
  const into = new Map<string, Wire[]>();
  const outOf = new Map<string, Wire[]>();
  const push = (map: Map<string, Wire[]>, node: string, wire: Wire): void => {
    const list = map.get(node);
    if (list) list.push(wire);
    else map.set(node, [wire]);
  };
  for (const wire of wiresOf(doc)) {
    push(into, wire.to.node, wire);
    push(outOf, wire.from.node, wire);
  }
  const index = { into, outOf };
  indexes.set(doc.edges, index);
  return index;
}

export function topologyOf(doc: GraphDocument): Topology {
  const index = wireIndex(doc);
  let ids = sortedIds.get(doc.nodes);
  if (!ids) {
    ids = Object.keys(doc.nodes).sort(naturalOrder);
    sortedIds.set(doc.nodes, ids);
  }
  const here = (id: string): boolean => own(doc.nodes, id) !== undefined;
  return {
    ids,
    into: (node) => (index.into.get(node) ?? none).filter((wire) => here(wire.from.node)),
    outOf: (node) => (index.outOf.get(node) ?? none).filter((wire) => here(wire.to.node)),
  };
}

/** Wires whose one end is not in the graph. */
export function danglingWires(doc: GraphDocument): readonly Wire[] {
  return inOrder(
    Object.entries(doc.edges).filter(
      ([, { from, to }]) => !own(doc.nodes, from.node) || !own(doc.nodes, to.node),
    ),
  );
}

/** Wires on one input port, in their order. */
export function wiresInto(doc: GraphDocument, node: string, port: string): readonly Wire[] {
  return topologyOf(doc)
    .into(node)
    .filter((wire) => wire.to.port === port);
}

/** `node` and all whose results it needs. */
export function ancestors(doc: GraphDocument, nodes: Iterable<string>): Set<string> {
  const { into } = topologyOf(doc);
  return reach(nodes, (id) => into(id).map((wire) => wire.from.node));
}

/** `node` and all that need its results. */
export function descendants(doc: GraphDocument, nodes: Iterable<string>): Set<string> {
  const { outOf } = topologyOf(doc);
  return reach(nodes, (id) => outOf(id).map((wire) => wire.to.node));
}

function reach(start: Iterable<string>, next: (id: string) => readonly string[]): Set<string> {
  const found = new Set(start);
  // A Set visits what is added while it is walked.
  for (const id of found) for (const other of next(id)) found.add(other);
  return found;
}

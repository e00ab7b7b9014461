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
  readonly into: (node: string) => readonly Wire[];
  readonly outOf: (node: string) => readonly Wire[];
}

const none: readonly Wire[] = [];

/**
 * Most edits leave the wires and the set of nodes as they are: then the last topology is used
 * again, and with it everything that is kept for it.
 */
const known = new WeakMap<GraphDocument['edges'], Topology>();

export function topologyOf(doc: GraphDocument): Topology {
  const last = known.get(doc.edges);
  if (last && hasExactly(doc.nodes, last.ids)) return last;
  const topology = makeTopology(doc);
  known.set(doc.edges, topology);
  return topology;
}

function hasExactly(nodes: GraphDocument['nodes'], ids: readonly string[]): boolean {
  return Object.keys(nodes).length === ids.length && ids.every((id) => Object.hasOwn(nodes, id));
}

function makeTopology(doc: GraphDocument): Topology {
  const into = new Map<string, Wire[]>();
  const outOf = new Map<string, Wire[]>();
  for (const wire of wiresOf(doc)) {
    if (!own(doc.nodes, wire.from.node) || !own(doc.nodes, wire.to.node)) continue;
    push(into, wire.to.node, wire);
    push(outOf, wire.from.node, wire);
  }
  return {
    ids: Object.keys(doc.nodes).sort(naturalOrder),
    into: (node) => into.get(node) ?? none,
    outOf: (node) => outOf.get(node) ?? none,
  };
}

function push(map: Map<string, Wire[]>, node: string, wire: Wire): void {
  const list = map.get(node);
  if (list) list.push(wire);
  else map.set(node, [wire]);
}

/** All wires, in natural order of their ids. */
export function wiresOf(doc: GraphDocument): readonly Wire[] {
  return inOrder(Object.entries(doc.edges));
}

function inOrder(edges: readonly (readonly [string, GraphEdge])[]): Wire[] {
  return edges.map(([id, edge]) => ({ ...edge, id })).sort((a, b) => naturalOrder(a.id, b.id));
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

/** `nodes` and all whose results they need. */
export function ancestors(doc: GraphDocument, nodes: Iterable<string>): Set<string> {
  const { into } = topologyOf(doc);
  const found = new Set(nodes);
  // A Set visits what is added while it is walked.
  for (const id of found) for (const wire of into(id)) found.add(wire.from.node);
  return found;
}

/** `nodes` and all that need their results. */
export function descendants(doc: GraphDocument, nodes: Iterable<string>): Set<string> {
  const { outOf } = topologyOf(doc);
  const found = new Set(nodes);
  for (const id of found) for (const wire of outOf(id)) found.add(wire.to.node);
  return found;
}

import type { GraphDocument, GraphEdge } from './document';
import { naturalOrder } from './natural-order';

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
  /** Wires whose one end is not in the graph, in natural order. */
  readonly dangling: readonly Wire[];
}

const none: readonly Wire[] = [];

/**
 * Most edits leave the wires and the set of nodes as they are: then the last topology is used
 * again, and with it everything that is kept for it.
 */
const known = new WeakMap<GraphDocument['edges'], Known>();

/** A document, or the graph inside a subgraph. */
type NodesAndEdges = Pick<GraphDocument, 'nodes' | 'edges'>;

interface Known {
  /** The very nodes it was last asked for: the same object needs no look at each id. */
  nodes: GraphDocument['nodes'];
  readonly topology: Topology;
}

export function topologyOf({ nodes, edges }: NodesAndEdges): Topology {
  const last = known.get(edges);
  if (last?.nodes === nodes) return last.topology;
  if (last && hasExactly(nodes, last.topology.ids)) {
    last.nodes = nodes;
    return last.topology;
  }
  const topology = makeTopology(nodes, edges);
  known.set(edges, { nodes, topology });
  return topology;
}

function hasExactly(nodes: GraphDocument['nodes'], ids: readonly string[]): boolean {
  return Object.keys(nodes).length === ids.length && ids.every((id) => Object.hasOwn(nodes, id));
}

function makeTopology(nodes: GraphDocument['nodes'], edges: GraphDocument['edges']): Topology {
  const ids = Object.keys(nodes).sort(naturalOrder);
  const ends = new Map<string, { readonly into: Wire[]; readonly outOf: Wire[] }>();
  for (const id of ids) ends.set(id, { into: [], outOf: [] });
  const dangling: Wire[] = [];
  for (const id of Object.keys(edges)) {
    const edge = edges[id];
    if (!edge) continue;
    const wire = { ...edge, id };
    const source = ends.get(edge.from.node);
    const target = ends.get(edge.to.node);
    if (source && target) {
      source.outOf.push(wire);
      target.into.push(wire);
    } else dangling.push(wire);
  }
  // Each short list by itself: sorting all wires at once took longer than everything else here.
  for (const { into, outOf } of ends.values()) {
    if (into.length > 1) into.sort(byId);
    if (outOf.length > 1) outOf.sort(byId);
  }
  return {
    ids,
    into: (node) => ends.get(node)?.into ?? none,
    outOf: (node) => ends.get(node)?.outOf ?? none,
    dangling: dangling.sort(byId),
  };
}

const byId = (a: Wire, b: Wire): number => naturalOrder(a.id, b.id);

/** All wires, in natural order of their ids. */
export function wiresOf(doc: GraphDocument): readonly Wire[] {
  return Object.entries(doc.edges)
    .map(([id, edge]) => ({ ...edge, id }))
    .sort(byId);
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

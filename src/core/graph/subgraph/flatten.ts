import type { Endpoint, GraphDocument, GraphEdge, GraphNode, Zone } from '../document';
import { own } from '../own';
import { topologyOf, type Wire } from '../topology';
import { boundariesOf } from './boundary';
import {
  type FlatFault,
  type FlatGraph,
  flatId,
  type OuterWire,
  portKey,
  type Unwired,
} from './flat-graph';
import { type Frame, frameOf, isBoundary } from './frame';
import { boundaryPort, graphOutputType } from './inner-graph';
import { keptEdges } from './kept-edges';
import { type Found, resolveSource } from './resolve-source';

const flats = new WeakMap<GraphDocument, FlatGraph>();

/**
 * The graph with every subgraph put in place of its node: wires lead straight from what makes a value
 * to what reads it. The same answer for the same document.
 */
export function flatten(doc: GraphDocument): FlatGraph {
  let flat = flats.get(doc);
  if (!flat) {
    const top = frameOf(doc);
    flat = top.children.size === 0 ? plain(doc) : makeFlat(doc, top);
    flats.set(doc, flat);
  }
  return flat;
}

const plain = (doc: GraphDocument): FlatGraph => ({
  doc,
  pathOf: (node) => [node],
  outerWires: new Map(),
  unwired: new Map(),
  arriving: new Map(),
  giving: new Map(),
  faults: [],
});

interface Parts {
  readonly nodes: Record<string, GraphNode>;
  readonly edges: Record<string, GraphEdge>;
  readonly zones: Record<string, Zone>;
  readonly paths: Map<string, readonly string[]>;
  readonly outerWires: Map<string, OuterWire>;
  readonly unwired: Map<string, Unwired>;
  readonly faults: FlatFault[];
}

function makeFlat(doc: GraphDocument, top: Frame): FlatGraph {
  const parts: Parts = {
    nodes: {},
    edges: {},
    zones: {},
    paths: new Map(),
    outerWires: new Map(),
    unwired: new Map(),
    faults: [],
  };
  addFrame(parts, top);
  const { nodes, zones, paths, outerWires, unwired, faults } = parts;
  const edges = keptEdges(doc.edges, parts.edges);
  const ends = (side: (id: string, child: Frame) => Record<string, Endpoint>) =>
    new Map([...top.children].map(([id, child]) => [id, side(id, child)]));
  return {
    doc: { ...doc, nodes, edges, ...(Object.keys(zones).length > 0 && { zones }) },
    pathOf: (node) => paths.get(node) ?? [node],
    outerWires,
    unwired,
    arriving: ends((id) => arrivingAt(top, id)),
    giving: ends((id, child) => givenBy(top, id, child)),
    faults,
  };
}

function addFrame(parts: Parts, frame: Frame): void {
  const { graph, path, children } = frame;
  const flat = (id: string) => flatId([...path, id]);
  for (const [id, node] of Object.entries(graph.nodes)) {
    if (children.has(id) || isBoundary(frame, id)) continue;
    parts.nodes[flat(id)] = node;
    parts.paths.set(flat(id), [...path, id]);
  }
  for (const [id, zone] of Object.entries(graph.zones ?? {})) {
    parts.zones[flat(id)] = { ...zone, begin: flat(zone.begin), end: flat(zone.end) };
  }
  const { ids, into, dangling } = topologyOf(graph);
  for (const { id, from, to, ...rest } of dangling) {
    const ends = { from: { ...from, node: flat(from.node) }, to: { ...to, node: flat(to.node) } };
    parts.edges[flat(id)] = { ...rest, ...ends };
  }
  for (const node of ids) {
    if (children.has(node) || isBoundary(frame, node)) addBorderFaults(parts, frame, node);
    else for (const wire of into(node)) addWire(parts, frame, wire);
  }
  for (const child of children.values()) addFrame(parts, child);
}

function addWire(parts: Parts, frame: Frame, { id, from, to, ...rest }: Wire): void {
  const path = [...frame.path, to.node];
  const node = flatId(path);
  const found = resolveSource(frame, from);
  if (found.kind === 'source') {
    const edge = flatId([...frame.path, id]);
    parts.edges[edge] = { ...rest, from: { ...from, ...found.end }, to: { ...to, node } };
    if (found.outer) parts.outerWires.set(edge, found.outer);
  } else {
    const { kind: why, border } = found;
    parts.unwired.set(portKey(node, to.port), { path, port: to.port, edge: id, why, border });
  }
}

/** Wires into a subgraph, or into a Graph output, beyond the one that each port takes. */
function addBorderFaults(parts: Parts, frame: Frame, node: string): void {
  const { graph, path, children } = frame;
  const child = children.get(node);
  const inputs = child && boundariesOf(child.graph).inputs.map(({ id }) => id);
  const ports = inputs ?? (own(graph.nodes, node)?.type === graphOutputType ? [boundaryPort] : []);
  const seen = new Set<string>();
  for (const { id: edge, to } of topologyOf(graph).into(node)) {
    const { port } = to;
    const place = { path: [...path, node], port };
    const code = !ports.includes(port) ? 'unknown-port' : seen.has(port) ? 'too-many-wires' : null;
    if (code) parts.faults.push({ code, ...place, edge });
    seen.add(port);
  }
}

const sourceOnly = (found: Found): Endpoint | null => (found.kind === 'source' ? found.end : null);

function arrivingAt(top: Frame, id: string): Record<string, Endpoint> {
  const ends: Record<string, Endpoint> = {};
  for (const wire of topologyOf(top.graph).into(id)) {
    const end = sourceOnly(resolveSource(top, wire.from));
    if (end && !Object.hasOwn(ends, wire.to.port)) ends[wire.to.port] = end;
  }
  return ends;
}

function givenBy(top: Frame, node: string, child: Frame): Record<string, Endpoint> {
  const ends: Record<string, Endpoint> = {};
  for (const { id: port } of boundariesOf(child.graph).outputs) {
    const end = sourceOnly(resolveSource(top, { node, port }));
    if (end) ends[port] = end;
  }
  return ends;
}

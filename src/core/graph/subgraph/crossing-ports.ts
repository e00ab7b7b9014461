import type { Catalog } from '../../node-definition';
import type { PortType } from '../../ports/port-type';
import type { NodeAnalysis } from '../analysis';
import { acceptedTypes } from '../arriving-types';
import type { Endpoint, GraphDocument, GraphEdge, GraphNode, Point } from '../document';
import { freshId, freshWireId } from '../fresh-id';
import { nodeTitle } from '../node-title';
import { own } from '../own';
import { inputPortAt, outputPortAt } from '../ports-of';
import type { Wire } from '../topology';
import { boundaryKindOf } from './boundary';
import { portKey } from './flat-graph';
import { boundaryPort, graphInputType, graphOutputType } from './inner-graph';
import { portColumn, portRow } from './inner-places';

interface Args {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly types: Readonly<Record<string, NodeAnalysis>>;
  /** Wires with one end among the chosen nodes. */
  readonly crossing: readonly Wire[];
  readonly chosen: ReadonlySet<string>;
  /** Id of the new subgraph. */
  readonly subgraph: string;
  /** Canvas units: what is inside counts from here. */
  readonly corner: Point;
}

interface Crossing {
  /** Graph inputs and outputs. */
  readonly nodes: Record<string, GraphNode>;
  readonly inner: Record<string, GraphEdge>;
  readonly outer: Record<string, GraphEdge>;
}

/** One port for each source of what crosses the border, however many read it. */
interface Port {
  readonly source: Endpoint;
  readonly wires: readonly Wire[];
  readonly name: string;
  readonly type: PortType;
}

/**
 * The ports that wires across the border become. A wire keeps its id on the side where it is read:
 * its place among several on one port stays.
 */
export function crossingPorts(args: Args): Crossing {
  const { doc, chosen, subgraph, crossing } = args;
  const result: Crossing = { nodes: {}, inner: {}, outer: {} };
  const ids: string[] = [];
  const add = (type: string, port: Port, place: Point) => {
    const id = freshId(doc, type, ids);
    ids.push(id);
    const params = { name: port.name, kind: boundaryKindOf(port.type) };
    result.nodes[id] = { type, version: 1, params, position: place };
    return id;
  };
  const taken = crossing.map(({ id }) => id);
  const into = portsFor(
    args,
    crossing.filter(({ to }) => chosen.has(to.node)),
    inputName,
  );
  for (const [index, port] of into.entries()) {
    const id = add(graphInputType, port, { x: -portColumn, y: index * portRow });
    for (const { id: wire, from: _, ...edge } of port.wires)
      result.inner[wire] = { ...edge, from: { node: id, port: boundaryPort } };
    const wire = freshWireId(doc, taken);
    taken.push(wire);
    result.outer[wire] = { from: port.source, to: { node: subgraph, port: id } };
  }
  const right = Math.max(...[...chosen].map((id) => own(doc.nodes, id)?.position.x ?? 0));
  const outOf = portsFor(
    args,
    crossing.filter(({ from }) => chosen.has(from.node)),
    outputName,
  );
  for (const [index, port] of outOf.entries()) {
    const place = { x: right - args.corner.x + portColumn, y: index * portRow };
    const id = add(graphOutputType, port, place);
    for (const { id: wire, from: _, ...edge } of port.wires)
      result.outer[wire] = { ...edge, from: { node: subgraph, port: id } };
    const wire = freshWireId(doc, taken);
    taken.push(wire);
    result.inner[wire] = { from: port.source, to: { node: id, port: boundaryPort } };
  }
  return result;
}

function portsFor(
  args: Args,
  wires: readonly Wire[],
  nameOf: (args: Args, source: Endpoint, wires: readonly Wire[]) => string,
): readonly Port[] {
  const bySource = new Map<string, [Wire, ...Wire[]]>();
  for (const wire of wires) {
    const key = portKey(wire.from.node, wire.from.port);
    const group = bySource.get(key);
    if (group) group.push(wire);
    else bySource.set(key, [wire]);
  }
  const ports = [...bySource.values()].map((group) => {
    const { from: source } = group[0];
    return {
      source,
      wires: group,
      name: nameOf(args, source, group),
      type: typeOf(args, group[0]),
    };
  });
  const insideY = ({ source, wires: group }: Port) => {
    const ends = [source.node, ...group.map(({ to }) => to.node)];
    const ys = ends.flatMap((id) =>
      args.chosen.has(id) ? (own(args.doc.nodes, id)?.position.y ?? 0) : [],
    );
    return Math.min(...ys);
  };
  return distinct(args, ports).sort((a, b) => insideY(a) - insideY(b));
}

/** Equal names are told apart by where they come from, and if need be by a number. */
function distinct({ doc, catalog }: Args, ports: readonly Port[]): Port[] {
  const count = (list: readonly Port[], name: string) =>
    list.filter((other) => other.name === name).length;
  const named = ports.map((port) =>
    count(ports, port.name) === 1
      ? port
      : { ...port, name: `${port.name} (${nodeTitle(doc, catalog, port.source.node)})` },
  );
  return named.map((port, index) => {
    const before = count(named.slice(0, index), port.name);
    return before === 0 ? port : { ...port, name: `${port.name} ${before + 1}` };
  });
}

/** What those inside call it, where they agree; else what the source calls it. */
function inputName(args: Args, source: Endpoint, wires: readonly Wire[]): string {
  const labels = new Set(wires.map(({ to }) => inputLabel(args, to)));
  const [only] = labels;
  return labels.size === 1 && only !== undefined ? only : outputName(args, source);
}

const inputLabel = ({ doc, catalog }: Args, end: Endpoint): string =>
  inputPortAt(doc, catalog, end)?.label ?? end.port;

const outputName = ({ doc, catalog }: Args, end: Endpoint): string =>
  outputPortAt(doc, catalog, end)?.label ?? end.port;

/** What is on the wire; where that is not known, what its reader takes if it is one kind. */
function typeOf({ doc, catalog, types }: Args, { from, to }: Wire): PortType {
  const known = own(own(types, from.node)?.outputs ?? {}, from.port);
  if (known && known.kind !== 'any') return known;
  const input = inputPortAt(doc, catalog, to);
  const accepted = input ? acceptedTypes(input) : [];
  const [only] = accepted;
  return accepted.length === 1 && only ? only : { kind: 'any' };
}

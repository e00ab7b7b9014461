import type { Problem } from '../../errors';
import type { PortType } from '../../ports/port-type';
import type { Analysis, NodeAnalysis, ZoneAnalysis } from '../analysis';
import type { Endpoint, GraphNode } from '../document';
import { orderNodes } from '../order';
import { own } from '../own';
import { resolveParams } from '../resolve-params';
import { keepIdentity } from '../same-analysis';
import { topologyOf } from '../topology';
import { borderProblems } from './border-problems';
import { boundariesOf } from './boundary';
import { innerGraphOf } from './inner-graph';
import { type Projection, projectProblem } from './project-problem';

interface Args extends Projection {
  /** Of the flat graph. */
  readonly found: Analysis;
}

/** What is known of the flat graph, told of the graph that people see: a subgraph stands for all in it. */
export function projectAnalysis(args: Args): Analysis {
  const { doc, found } = args;
  const byNode = new Map<string | undefined, Problem[]>();
  for (const problem of [
    ...found.problems.map((one) => projectProblem(args, one)),
    ...borderProblems(args),
  ]) {
    const here = byNode.get(problem.node);
    if (here) here.push(problem);
    else byNode.set(problem.node, [problem]);
  }
  const notes = notesByPort(args);
  const nodes: Record<string, NodeAnalysis> = Object.create(null);
  const { ids } = topologyOf(doc);
  for (const id of ids) {
    const node = own(doc.nodes, id);
    const same = found.nodes[id];
    const problems = byNode.get(id) ?? [];
    if (!node) continue;
    if (same) nodes[id] = sameList(same.problems, problems) ? same : { ...same, problems };
    else nodes[id] = keepIdentity(node.params, subgraphAnalysis(args, id, node, problems, notes));
  }
  return {
    nodes,
    zones: outerZones(args),
    order: orderNodes(doc).order,
    problems: [...(byNode.get(undefined) ?? []), ...ids.flatMap((id) => nodes[id]?.problems ?? [])],
  };
}

const sameList = (a: readonly Problem[], b: readonly Problem[]): boolean =>
  a.length === b.length && a.every((problem, index) => problem === b[index]);

function subgraphAnalysis(
  { flat, catalog, found }: Args,
  id: string,
  node: GraphNode,
  problems: readonly Problem[],
  notes: ReadonlyMap<string, Readonly<Record<string, string>>>,
): NodeAnalysis {
  const { inputs, outputs } = boundariesOf(innerGraphOf(node));
  const typeOf = (end: Endpoint | undefined): PortType | undefined =>
    end && own(own(found.nodes, end.node)?.outputs ?? {}, end.port);
  const arriving = flat.arriving.get(id) ?? {};
  const giving = flat.giving.get(id) ?? {};
  const definition = catalog.get(node.type);
  return {
    known: true,
    inputs: Object.fromEntries(
      inputs.map(({ id: port }) => [port, [typeOf(own(arriving, port)) ?? []].flat()]),
    ),
    outputs: Object.fromEntries(
      outputs.map(({ id: port, type }) => [port, typeOf(own(giving, port)) ?? type]),
    ),
    notes: notes.get(id) ?? {},
    problems,
    params: definition ? resolveParams(definition, node.params) : {},
    open: [],
  };
}

/** The first note inside, for each port of each subgraph. */
function notesByPort({ flat, found }: Args): Map<string, Record<string, string>> {
  const notes = new Map<string, Record<string, string>>();
  for (const [edge, { to }] of flat.outerWires) {
    const end = own(flat.doc.edges, edge)?.to;
    const note = end && own(own(found.nodes, end.node)?.notes ?? {}, end.port);
    if (note === undefined) continue;
    const ofNode = notes.get(to.node) ?? {};
    ofNode[to.port] ??= note;
    notes.set(to.node, ofNode);
  }
  return notes;
}

function outerZones({ doc, flat, found }: Args): Readonly<Record<string, ZoneAnalysis>> {
  const zones: Record<string, ZoneAnalysis> = Object.create(null);
  for (const id of Object.keys(doc.zones ?? {})) {
    const zone = found.zones[id];
    if (!zone) continue;
    const body = zone.body.map((node) => flat.pathOf(node)[0] ?? node);
    zones[id] = { ...zone, body: [...new Set(body)] };
  }
  return zones;
}

import type { Problem } from '../errors';
import type { ModelManifest } from '../models/manifest';
import type { Catalog } from '../node-definition';
import type { PortType } from '../ports/port-type';
import { sweepCellProblems } from '../sweep/sweep-cell-problems';
import { sweepProblems } from '../sweep/sweep-groups';
import { analyseNode } from './analyse-node';
import type { Analysis, NodeAnalysis } from './analysis';
import { open, type Source } from './arriving-types';
import type { GraphDocument } from './document';
import { exposedProblems } from './exposed-params';
import { nodeTitle } from './node-title';
import { orderNodes } from './order';
import { own } from './own';
import { keepIdentity } from './same-analysis';
import { flatten } from './subgraph/flatten';
import { projectAnalysis } from './subgraph/project-analysis';
import { ancestors, topologyOf, type Wire } from './topology';
import { zoneBodies } from './zone-bodies';
import { zoneProblems } from './zone-problems';

/**
 * What is known of a graph without running it, and every problem it has. Pure; called on every
 * edit, so what did not change is taken from the last call (analyse-node.ts) and keeps its identity.
 */
export function analyse(
  doc: GraphDocument,
  catalog: Catalog,
  models: readonly ModelManifest[],
): Analysis {
  const flat = flatten(doc);
  const found = analyseFlat(flat.doc, catalog, models);
  return flat.doc === doc ? found : projectAnalysis({ doc, flat, catalog, found });
}

function analyseFlat(
  doc: GraphDocument,
  catalog: Catalog,
  models: readonly ModelManifest[],
): Analysis {
  const { ids, into, dangling } = topologyOf(doc);
  const { order, cycles } = orderNodes(doc);
  const zones = zoneBodies(doc, order);
  const zoneOfBegin = new Map(Object.entries(zones).map(([id, zone]) => [zone.begin, id]));
  const outputs = ids.filter((id) => catalog.get(own(doc.nodes, id)?.type ?? '')?.isOutput);
  let needed: ReadonlySet<string> | undefined;
  // Asked for only where something is amiss.
  const isNeeded = (id: string): boolean => {
    needed ??= ancestors(doc, outputs);
    return needed.has(id);
  };

  const graphProblems = [
    ...danglingWireProblems(doc, catalog, dangling),
    ...cycles.flatMap((cycle) => cycleProblems(doc, catalog, cycle)),
    ...zoneProblems({ doc, catalog, zones, isNeeded }),
    ...exposedProblems(doc, catalog),
  ];
  const byNode = new Map<string | undefined, Problem[]>();
  for (const problem of graphProblems) {
    byNode.set(problem.node, [...(byNode.get(problem.node) ?? []), problem]);
  }

  const nodes: Record<string, NodeAnalysis> = Object.create(null);
  const sourceOf = (wire: Wire): Source => {
    const source = nodes[wire.from.node];
    if (!source?.known) return open;
    const type = source.outputs[wire.from.port];
    if (type) return type;
    const title = nodeTitle(doc, catalog, wire.from.node);
    return { kind: 'no-port', title, outputs: Object.keys(source.outputs) };
  };
  for (const id of [...order, ...cycles.flat()]) {
    const node = own(doc.nodes, id);
    if (!node) continue;
    const definition = catalog.get(node.type);
    const extra = byNode.get(id);
    const wires = into(id);
    const sources = wires.map(sourceOf);
    const found = definition
      ? analyseNode({
          id,
          title: nodeTitle(doc, catalog, id),
          node,
          definition,
          wires,
          sources,
          models,
          zone: zoneOfBegin.get(id),
        })
      : placeholder(id, node.type, wires, sources, isNeeded(id));
    const all = extra ? { ...found, problems: [...found.problems, ...extra] } : found;
    nodes[id] = keepIdentity(node.params, all);
  }
  const said = ids.flatMap((id) => nodes[id]?.problems ?? []);
  const analyseCell = (cell: GraphDocument) => analyseFlat(cell, catalog, models);
  for (const problem of [
    ...sweepProblems({ doc, catalog, nodes }),
    ...sweepCellProblems({ doc, catalog, nodes, said, analyseCell }),
  ]) {
    const found = nodes[problem.node ?? ''];
    if (found && problem.node)
      nodes[problem.node] = { ...found, problems: [...found.problems, problem] };
  }
  const problems = [
    ...(outputs.length === 0 ? [nothingToRun] : []),
    ...(byNode.get(undefined) ?? []),
    ...ids.flatMap((id) => nodes[id]?.problems ?? []),
  ];
  return { nodes, zones, order, problems };
}

const nothingToRun: Problem = {
  severity: 'error',
  code: 'nothing-to-run',
  message: 'The graph has no output: nothing would be made.',
  hint: 'Add a Preview image or Save image node and wire an image into it.',
};

/** A node of a type this version does not know: kept whole, with the ports its wires name. */
function placeholder(
  id: string,
  type: string,
  wires: readonly Wire[],
  sources: readonly Source[],
  isNeeded: boolean,
): NodeAnalysis {
  const inputs: Record<string, PortType[]> = Object.create(null);
  for (const [index, wire] of wires.entries()) {
    const types = inputs[wire.to.port] ?? [];
    const source = sources[index] ?? open;
    if (source.kind !== 'open' && source.kind !== 'no-port') types.push(source);
    inputs[wire.to.port] = types;
  }
  return {
    known: false,
    inputs,
    outputs: {},
    notes: {},
    params: {},
    open: [],
    problems: [
      {
        severity: isNeeded ? 'error' : 'warning',
        code: 'unknown-node',
        node: id,
        message: `This version of the app does not know nodes of the type "${type}". It is kept as it is, with its wires${
          isNeeded ? ', but an output needs it.' : '.'
        }`,
        hint: isNeeded
          ? 'Update the app, or replace the node by another.'
          : 'Nothing that runs needs it.',
      },
    ],
  };
}

function danglingWireProblems(
  doc: GraphDocument,
  catalog: Catalog,
  dangling: readonly Wire[],
): Problem[] {
  return dangling.map((wire) => {
    const lost = own(doc.nodes, wire.from.node) ? wire.to : wire.from;
    const kept = lost === wire.from ? wire.to : wire.from;
    const node = own(doc.nodes, kept.node) ? kept.node : undefined;
    const subject = node ? `A wire of ${nodeTitle(doc, catalog, node)}` : `Wire "${wire.id}"`;
    return {
      severity: 'warning',
      code: 'dangling-wire',
      node,
      port: node ? kept.port : undefined,
      edge: wire.id,
      message: `${subject} leads to a node that is not in the graph: "${lost.node}".`,
      hint: 'It is kept in the file and has no effect.',
    };
  });
}

function cycleProblems(doc: GraphDocument, catalog: Catalog, cycle: readonly string[]): Problem[] {
  const path = [...cycle, ...cycle.slice(0, 1)].map((id) => nodeTitle(doc, catalog, id));
  return cycle.map((node) => ({
    severity: 'error',
    code: 'cycle',
    node,
    message: `These nodes wait for each other: ${path.join(' → ')}.`,
    hint: 'Remove one of the wires between them. A loop is made with Denoise begin and Denoise end.',
  }));
}

import type { Problem } from '../errors';
import type { Analysis } from '../graph/analysis';
import type { GraphDocument } from '../graph/document';
import type { Catalog } from '../node-definition';
import { everySource, type Sources, type SourcesOf } from './wires';

export interface Needed {
  /** With what each reads. */
  readonly nodes: ReadonlyMap<string, Sources>;
  /** A target inside a loop stands for the loop: nothing of an iteration is worth stopping at. */
  readonly targets: readonly string[];
  readonly problems: readonly Problem[];
}

interface NeededArgs {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly analysis: Analysis;
  readonly sourcesOf: SourcesOf;
  /** Absent: every output node. */
  readonly targets?: readonly string[];
}

/** Walks back from what was asked for to all that it depends on. */
export function findNeeded(args: NeededArgs): Needed {
  const { doc, catalog, analysis, sourcesOf } = args;
  const zones = zoneOfNode(analysis);
  const problems: Problem[] = [];
  const asked = args.targets ?? outputNodes(doc, catalog);
  if (asked.length === 0) problems.push(nothingToRun);

  const targets = new Set<string>();
  for (const id of asked) {
    if (!Object.hasOwn(doc.nodes, id)) problems.push(unknownTarget(id));
    else targets.add(zones.get(id)?.end ?? id);
  }
  const nodes = new Map<string, Sources>();
  const found = new Set<string>(targets);
  // A set that grows while it is walked visits what was added, once each.
  for (const id of found) {
    const type = doc.nodes[id]?.type ?? '';
    const definition = catalog.get(type);
    if (!definition) problems.push(unknownType(id, type));
    else if (!definition.execute && !definition.zone)
      problems.push(cannotRun(id, definition.title));
    const sources = sourcesOf(id);
    nodes.set(id, sources);
    for (const source of everySource(sources)) {
      const from = zones.get(source.node);
      const leaves = from && from.end !== source.node && zones.get(id)?.id !== from.id;
      if (leaves) problems.push(leavesLoop(id, source.node));
      found.add(source.node);
    }
  }
  return { nodes, targets: [...targets], problems };
}

export interface NodeZone {
  readonly id: string;
  readonly begin: string;
  readonly end: string;
}

/** The loop a node belongs to: begin, end and body. */
export function zoneOfNode(analysis: Analysis): ReadonlyMap<string, NodeZone> {
  const zones = new Map<string, NodeZone>();
  for (const [id, { begin, end, body }] of Object.entries(analysis.zones)) {
    for (const node of [begin, ...body, end]) zones.set(node, { id, begin, end });
  }
  return zones;
}

const outputNodes = (doc: GraphDocument, catalog: Catalog): string[] =>
  Object.keys(doc.nodes).filter((id) => catalog.get(doc.nodes[id]?.type ?? '')?.isOutput);

const nothingToRun: Problem = {
  severity: 'error',
  code: 'nothing-to-run',
  message: 'The graph has no output node, so there is nothing to run.',
  hint: 'Add a Preview image or Save image node and wire an image into it.',
};

const unknownTarget = (id: string): Problem => ({
  severity: 'error',
  code: 'unknown-target',
  message: `The run asks for the node ${id}, which the graph does not have.`,
});

const unknownType = (node: string, type: string): Problem => ({
  severity: 'error',
  code: 'unknown-node-type',
  message: `The run needs this node, but this version does not know the type ${type}.`,
  hint: 'Update Latent Patchbay, or replace the node by one it knows.',
  node,
});

const cannotRun = (node: string, title: string): Problem => ({
  severity: 'error',
  code: 'node-does-not-run',
  message: `${title} only describes: there is nothing in it to run.`,
  node,
});

const leavesLoop = (node: string, source: string): Problem => ({
  severity: 'error',
  code: 'wire-leaves-loop',
  message: `This node reads ${source}, which is inside a loop and has a new value at each iteration.`,
  hint: "Wire it to the loop's end node, or put it on the way from the loop's begin to its end.",
  node,
});

import type { Analysis } from '../graph/analysis';
import type { GraphDocument } from '../graph/document';
import { own } from '../graph/own';
import type { Catalog, NodeDefinition } from '../node-definition';
import { everySource, type Sources } from './wires';

export interface Demand {
  /** Nodes that run, with what they read: wires that only an unread record needs are left out. */
  readonly nodes: ReadonlyMap<string, Sources>;
  /** Outputs made on demand that somebody reads, by node. */
  readonly wanted: ReadonlyMap<string, readonly string[]>;
}

interface DemandArgs {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly analysis: Analysis;
  readonly needed: ReadonlyMap<string, Sources>;
  readonly targets: readonly string[];
}

/** Walks from the end of the order to its start: all readers of a node are known before the node. */
export function findDemand(args: DemandArgs): Demand {
  const { doc, catalog, analysis, needed } = args;
  const live = new Set(args.targets);
  const wanted = new Map<string, string[]>();
  const nodes = new Map<string, Sources>();
  const definitionOf = (id: string) => catalog.get(own(doc.nodes, id)?.type ?? '');
  for (const id of [...analysis.order].reverse()) {
    const all = needed.get(id);
    if (!all || !live.has(id)) continue;
    const sources = readSources(definitionOf(id), all, wanted.get(id) ?? []);
    nodes.set(id, sources);
    for (const { node, port } of everySource(sources)) {
      live.add(node);
      if (!own(definitionOf(node)?.outputs ?? {}, port)?.onDemand) continue;
      const ports = wanted.get(node) ?? [];
      // Sorted: a key made of them must not depend on who reads first.
      if (!ports.includes(port)) wanted.set(node, [...ports, port].sort());
    }
  }
  return { nodes, wanted };
}

function readSources(
  definition: NodeDefinition | undefined,
  sources: Sources,
  wanted: readonly string[],
): Sources {
  const skipped = recordInputs(definition);
  const { zone } = definition ?? {};
  if (skipped.length === 0 || zone?.role !== 'end') return sources;
  if (zone.record && wanted.includes(zone.record.output)) return sources;
  return without(sources, skipped);
}

/** Inputs of a loop's end that its carry does not depend on. */
export function recordInputs(definition: NodeDefinition | undefined): readonly string[] {
  const zone = definition?.zone;
  return (zone?.role === 'end' && zone.record?.inputs) || [];
}

export const without = <T>(
  record: Readonly<Record<string, T>>,
  names: readonly string[],
): Readonly<Record<string, T>> =>
  names.length === 0
    ? record
    : Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));

import type { Endpoint, GraphDocument } from '../graph/document';
import { own } from '../graph/own';
import { topologyOf } from '../graph/topology';
import type { Catalog } from '../node-definition';

/** Sources by input port, in wire order; ports in the order of the definition, unwired ones absent. */
export type Sources = Readonly<Record<string, readonly Endpoint[]>>;

/** Wires into ports that a node's definition has; placeholders and foreign ports carry nothing. */
export type SourcesOf = (node: string) => Sources;

const none: Sources = {};

export function sourcesIn(doc: GraphDocument, catalog: Catalog): SourcesOf {
  const { into } = topologyOf(doc);
  return (node) => {
    const wires = into(node);
    const definition = catalog.get(own(doc.nodes, node)?.type ?? '');
    if (!definition || wires.length === 0) return none;
    const sources: Record<string, Endpoint[]> = {};
    // Keys must not depend on which wire was drawn first.
    for (const port of Object.keys(definition.inputs)) {
      for (const { from, to } of wires) {
        if (to.port !== port) continue;
        const onPort = sources[port];
        if (onPort) onPort.push(from);
        else sources[port] = [from];
      }
    }
    return sources;
  };
}

/** The sources of all ports in one list. */
export function everySource(sources: Sources): readonly Endpoint[] {
  const all: Endpoint[] = [];
  for (const port in sources) for (const source of sources[port] ?? []) all.push(source);
  return all;
}

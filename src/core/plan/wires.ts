import type { Endpoint, GraphDocument } from '../graph/document';
import { own } from '../graph/own';
import { topologyOf } from '../graph/topology';
import type { Catalog } from '../node-definition';

/** Sources by node, then by input port, in wire order. */
export type Wires = ReadonlyMap<string, ReadonlyMap<string, readonly Endpoint[]>>;

/** Wires into ports that the node's definition has; placeholders and foreign ports carry nothing. */
export function collectWires(doc: GraphDocument, catalog: Catalog): Wires {
  const { ids, into } = topologyOf(doc);
  const wires = new Map<string, Map<string, Endpoint[]>>();
  for (const id of ids) {
    const definition = catalog.get(doc.nodes[id]?.type ?? '');
    if (!definition) continue;
    const ports = new Map<string, Endpoint[]>();
    for (const { from, to } of into(id)) {
      if (!own(definition.inputs, to.port)) continue;
      const sources = ports.get(to.port);
      if (sources) sources.push(from);
      else ports.set(to.port, [from]);
    }
    wires.set(id, ports);
  }
  return wires;
}

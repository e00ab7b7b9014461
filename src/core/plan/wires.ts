import type { Analysis } from '../graph/analysis';
import type { Endpoint, GraphDocument } from '../graph/document';
import { own } from '../graph/own';
import { paramPort, portsOf } from '../graph/ports-of';
import { topologyOf } from '../graph/topology';
import type { Catalog, NodeDefinition } from '../node-definition';

/**
 * Sources by input port, in wire order; ports in the order of the definition, then wired parameters;
 * unwired ones absent. Of a port where one wire is read, only that one once it is known.
 */
export type Sources = Readonly<Record<string, readonly Endpoint[]>>;

/** Wires into ports that a node's definition has; placeholders and foreign ports carry nothing. */
export type SourcesOf = (node: string) => Sources;

const none: Sources = {};

export function sourcesIn(doc: GraphDocument, catalog: Catalog, analysis: Analysis): SourcesOf {
  const { into } = topologyOf(doc);
  return (node) => {
    const wires = into(node);
    const found = own(doc.nodes, node);
    const definition = catalog.get(found?.type ?? '');
    if (!found || !definition || wires.length === 0) return none;
    const sources: Record<string, Endpoint[]> = {};
    // Keys must not depend on which wire was drawn first.
    for (const port of wirableNames(definition, found.params)) {
      for (const { from, to } of wires) {
        if (to.port !== port) continue;
        const onPort = sources[port];
        if (onPort) onPort.push(from);
        else sources[port] = [from];
      }
    }
    const { reads } = definition;
    const onlyOne = reads && sources[reads.port];
    const chosen = reads && knownIndex(analysis, node, reads.index);
    const source = chosen === undefined ? undefined : onlyOne?.[chosen];
    if (reads && source) sources[reads.port] = [source];
    return sources;
  };
}

/** Names that a wire may go to: input ports, then parameters that share no port's name. */
function wirableNames(
  definition: NodeDefinition,
  params: Readonly<Record<string, unknown>>,
): readonly string[] {
  const { inputs } = portsOf(definition, params);
  const driven = Object.entries(definition.params).flatMap(([name, spec]) =>
    paramPort(spec) && !Object.hasOwn(inputs, name) ? [name] : [],
  );
  return [...Object.keys(inputs), ...driven];
}

function knownIndex(analysis: Analysis, node: string, param: string): number | undefined {
  const found = own(analysis.nodes, node);
  const value = found?.params[param];
  return found?.open.includes(param) || typeof value !== 'number' ? undefined : value;
}

/** The sources of all ports in one list. */
export function everySource(sources: Sources): readonly Endpoint[] {
  const all: Endpoint[] = [];
  for (const port in sources) for (const source of sources[port] ?? []) all.push(source);
  return all;
}

/** Whether a name that a wire goes to means the parameter: a port of the same name comes first. */
export const isParam = (
  definition: NodeDefinition,
  params: Readonly<Record<string, unknown>>,
  name: string,
): boolean =>
  Object.hasOwn(definition.params, name) &&
  !Object.hasOwn(portsOf(definition, params).inputs, name);

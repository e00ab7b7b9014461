import type { Catalog, InputPort, NodeDefinition } from '../node-definition';
import { assignable } from '../ports/assignable';
import type { PortType } from '../ports/port-type';
import { acceptedTypes } from './arriving-types';
import { naturalOrder } from './natural-order';
import { paramPort, portsOf } from './ports-of';

export interface CompatibleRequest {
  readonly catalog: Catalog;
  /** Of the port the wire was pulled from. */
  readonly type: PortType;
  /** Which end of the wire is held: an output looks for inputs, an input for outputs. */
  readonly direction: 'from-output' | 'from-input';
}

export interface CompatibleNode {
  readonly definition: NodeDefinition;
  /** The port to wire: the best one of the node. */
  readonly port: string;
}

/** Nodes that a dropped wire can go on to, best first: required ports of the very kind lead. */
export function compatibleNodes(request: CompatibleRequest): readonly CompatibleNode[] {
  const found: (CompatibleNode & { readonly rank: number })[] = [];
  for (const definition of request.catalog.values()) {
    if (definition.onlyInside) continue;
    const ports =
      request.direction === 'from-output'
        ? inputsOf(definition).map(
            ([port, input, behind]) => [port, rankInput(input, request.type, behind)] as const,
          )
        : Object.entries(portsOf(definition, {}).outputs).map(
            ([port, output]) => [port, rankOutput(output.type, request.type)] as const,
          );
    const best = ports
      .filter((entry): entry is readonly [string, number] => entry[1] !== null)
      .sort((a, b) => a[1] - b[1])[0];
    if (best) found.push({ definition, port: best[0], rank: best[1] });
  }
  return found
    .sort((a, b) => a.rank - b.rank || naturalOrder(a.definition.title, b.definition.title))
    .map(({ definition, port }) => ({ definition, port }));
}

/**
 * Ports, then the parameters that a wire can drive, which come behind all ports. Options and switches
 * are left out: nearly every node has one, and few wires mean them.
 */
function inputsOf(definition: NodeDefinition): readonly (readonly [string, InputPort, number])[] {
  const { inputs } = portsOf(definition, {});
  const ports = Object.entries(inputs).map(([name, port]) => [name, port, 0] as const);
  const params = Object.entries(definition.params).flatMap(([name, spec]) => {
    const isChoice = spec.kind === 'select' || spec.kind === 'boolean';
    const port = Object.hasOwn(inputs, name) || isChoice ? undefined : paramPort(spec);
    return port ? [[name, port, 4] as const] : [];
  });
  return [...ports, ...params];
}

/** Lower is better; null: not compatible. */
function rankInput(input: InputPort, type: PortType, behind: number): number | null {
  const accepted = acceptedTypes(input).filter((to) => assignable(type, to).ok);
  if (accepted.length === 0) return null;
  const exact = accepted.some((to) => to.kind === type.kind);
  return (exact ? 0 : 2) + (input.optional ? 1 : 0) + behind;
}

function rankOutput(output: PortType, wanted: PortType): number | null {
  if (!assignable(output, wanted).ok) return null;
  return output.kind === wanted.kind ? 0 : 2;
}

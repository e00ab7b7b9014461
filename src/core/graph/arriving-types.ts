import type { Problem } from '../errors';
import type { InputPort, NodeDefinition } from '../node-definition';
import { assignable, type Refusal } from '../ports/assignable';
import { portKindTitle } from '../ports/port-kind-title';
import type { PortType } from '../ports/port-type';
import { bareRecord } from './bare-record';
import { own } from './own';
import type { Wire } from './topology';

/** What the other end of a wire gives: its type, or why there is none. */
export type Source =
  | PortType
  /** A placeholder, or a node on a cycle: nothing can be told. */
  | { readonly kind: 'open' }
  /** The other node has no such output. */
  | { readonly kind: 'no-port'; readonly title: string; readonly outputs: readonly string[] };

export interface Arriving {
  /** By port, in wire order: everything that arrives. */
  readonly shown: Readonly<Record<string, readonly PortType[]>>;
  /** By declared port, what `infer` may see: accepted kinds only. */
  readonly accepted: Readonly<Record<string, readonly PortType[]>>;
  /** The wires that `accepted` came from, in order. */
  readonly wires: readonly Wire[];
  readonly problems: readonly Problem[];
}

export const acceptedTypes = (port: InputPort): readonly PortType[] =>
  'kind' in port.type ? [port.type] : port.type;

/** Sorts the wires into a node by port and judges each by the declared types. */
export function arrivingTypes(
  id: string,
  title: string,
  definition: NodeDefinition,
  wires: readonly Wire[],
  /** One for each wire. */
  sources: readonly Source[],
): Arriving {
  const shown: Record<string, PortType[]> = bareRecord();
  const accepted: Record<string, PortType[]> = bareRecord();
  const acceptedWires: Wire[] = [];
  const counts = new Map<string, number>();
  const problems: Problem[] = [];
  for (const name of Object.keys(definition.inputs)) {
    shown[name] = [];
    accepted[name] = [];
  }
  let index = 0;
  for (const wire of wires) {
    const source = sources[index++] ?? open;
    const name = wire.to.port;
    const refuse = (problem: Refusal): void => {
      problems.push({ severity: 'error', node: id, port: name, edge: wire.id, ...problem });
    };
    const port = own(definition.inputs, name);
    if (!port) {
      refuse({
        code: 'unknown-port',
        message: `${title} has no input "${name}".`,
        hint: `Its inputs: ${Object.keys(definition.inputs).join(', ') || 'none'}. Remove the wire or put it on one of these.`,
      });
      continue;
    }
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    if (source.kind === 'no-port') {
      refuse({
        code: 'unknown-port',
        message: `${source.title} has no output "${wire.from.port}", which ${title} is wired to.`,
        hint: `Its outputs: ${source.outputs.join(', ') || 'none'}.`,
      });
      continue;
    }
    if (source.kind !== 'open') shown[name]?.push(source);
    if (count > 1 && !port.multiple) {
      refuse({
        code: 'too-many-wires',
        message: `${port.label} of ${title} takes one wire; this is wire ${count}.`,
        hint: 'Remove all but one.',
      });
      continue;
    }
    if (source.kind === 'open') continue;
    const verdict = accept(source, port);
    if ('code' in verdict) {
      refuse({ ...verdict, message: asSentence(title, verdict.message) });
      continue;
    }
    accepted[name]?.push(verdict);
    acceptedWires.push(wire);
  }
  problems.push(...missingInputs(id, title, definition, counts));
  return { shown, accepted, wires: acceptedWires, problems };
}

export const open: Source = { kind: 'open' };

/** The type as the port sees it, or why it does not take it. */
export function accept(type: PortType, port: InputPort): PortType | Refusal {
  let refusal: Refusal | undefined;
  for (const to of acceptedTypes(port)) {
    const verdict = assignable(type, to);
    // A number on a seed port is a seed to the node.
    if (verdict.ok) return type.kind === to.kind ? type : to;
    // A reason about facts says more than one about kinds.
    if (!refusal || verdict.error.code !== 'kind-mismatch') refusal = verdict.error;
  }
  return refusal ?? { code: 'kind-mismatch', message: `${port.label} takes nothing.` };
}

/** Refusals of facts start with a verb (`needs 192-wide tokens, ...`): the node is their subject. */
export function asSentence(title: string, reason: string): string {
  if (!/^[a-z]/.test(reason)) return reason;
  return `${title} ${reason}${reason.endsWith('.') ? '' : '.'}`;
}

function missingInputs(
  id: string,
  title: string,
  definition: NodeDefinition,
  wired: ReadonlyMap<string, number>,
): Problem[] {
  return Object.entries(definition.inputs)
    .filter(([name, port]) => !port.optional && !wired.has(name))
    .map(([name, port]) => ({
      severity: 'error',
      code: 'missing-input',
      node: id,
      port: name,
      message: `${title} needs a wire on ${port.label}.`,
      hint: `It takes ${[...new Set(acceptedTypes(port).map((t) => portKindTitle(t.kind)))].join(' or ')}. ${port.doc}`,
    }));
}

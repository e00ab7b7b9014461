import type { Problem } from '../errors';
import type { InputPort, NodeDefinition } from '../node-definition';
import { assignable, type Refusal } from '../ports/assignable';
import { portKindTitle } from '../ports/port-kind-title';
import type { PortType } from '../ports/port-type';
import { bareRecord } from './bare-record';
import { own } from './own';
import { type Ports, paramPort } from './ports-of';
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
  /** By parameter, what is wired into it; not among `accepted`. */
  readonly driven: Readonly<Record<string, PortType>>;
  /** The wires that `accepted` came from, in order. */
  readonly wires: readonly Wire[];
  readonly problems: readonly Problem[];
}

export const acceptedTypes = (port: InputPort): readonly PortType[] =>
  'kind' in port.type ? [port.type] : port.type;

/** Sorts the wires into a node by port and judges each by the declared types. */
export function arrivingTypes({
  id,
  title,
  definition,
  ports,
  wires,
  sources,
}: {
  readonly id: string;
  readonly title: string;
  readonly definition: NodeDefinition;
  readonly ports: Ports;
  readonly wires: readonly Wire[];
  /** One for each wire. */
  readonly sources: readonly Source[];
}): Arriving {
  const shown: Record<string, PortType[]> = bareRecord();
  const accepted: Record<string, PortType[]> = bareRecord();
  const driven: Record<string, PortType> = bareRecord();
  const acceptedWires: Wire[] = [];
  const counts = new Map<string, number>();
  const problems: Problem[] = [];
  for (const name of Object.keys(ports.inputs)) {
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
    const spec = own(ports.inputs, name) ? undefined : own(definition.params, name);
    const port = spec ? paramPort(spec) : own(ports.inputs, name);
    if (!port) {
      refuse({
        code: 'unknown-port',
        message: spec
          ? `${spec.label} of ${title} cannot be driven by a wire.`
          : `${title} has no input "${name}".`,
        hint: unknownPortHint(definition, ports),
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
    if (spec) shown[name] ??= [];
    if (source.kind !== 'open') shown[name]?.push(source);
    if (count > 1 && !port.multiple) {
      refuse({
        code: 'too-many-wires',
        message: `${port.label} of ${title} takes one wire; this is wire ${count}.`,
        hint: 'Remove all but one.',
      });
      continue;
    }
    if (source.kind === 'open') {
      // What it brings cannot be told, but that the parameter is wired can.
      if (spec) driven[name] = { kind: 'any' };
      // Where any kind goes, wires are told apart by their place.
      else if (acceptedTypes(port).some((type) => type.kind === 'any')) {
        accepted[name]?.push({ kind: 'any' });
        acceptedWires.push(wire);
      }
      continue;
    }
    const verdict = accept(source, port);
    if ('code' in verdict) {
      refuse({ ...verdict, message: asSentence(title, verdict.message) });
      continue;
    }
    if (spec) driven[name] = verdict;
    else {
      accepted[name]?.push(verdict);
      acceptedWires.push(wire);
    }
  }
  problems.push(...missingInputs(id, title, ports, counts));
  return { shown, accepted, driven, wires: acceptedWires, problems };
}

export const open: Source = { kind: 'open' };

/** The type as the port sees it, or why it does not take it. */
export function accept(type: PortType, port: InputPort): PortType | Refusal {
  let refusal: Refusal | undefined;
  for (const to of acceptedTypes(port)) {
    const verdict = assignable(type, to);
    if (verdict.ok) return asSeen(type, to);
    // A reason about facts says more than one about kinds.
    if (!refusal || verdict.error.code !== 'kind-mismatch') refusal = verdict.error;
  }
  return refusal ?? { code: 'kind-mismatch', message: `${port.label} takes nothing.` };
}

/** A number on a seed port is a seed to the node; what is not known yet is what the port takes. */
function asSeen(type: PortType, to: PortType): PortType {
  if (type.kind === to.kind || to.kind === 'any') return type;
  if (type.kind === 'number' && to.kind === 'seed') return { kind: 'seed', value: type.value };
  return to;
}

function unknownPortHint({ params }: NodeDefinition, { inputs }: Ports): string {
  const wirable = Object.entries(params).flatMap(([name, spec]) => (paramPort(spec) ? [name] : []));
  const names = Object.keys(inputs).join(', ') || 'none';
  const others = wirable.length > 0 ? ` Parameters that take a wire: ${wirable.join(', ')}.` : '';
  return `Its inputs: ${names}.${others} Remove the wire or put it on one of these.`;
}

/** Refusals of facts start with a verb (`needs 192-wide tokens, ...`): the node is their subject. */
export function asSentence(title: string, reason: string): string {
  if (!/^[a-z]/.test(reason)) return reason;
  return `${title} ${reason}${reason.endsWith('.') ? '' : '.'}`;
}

function missingInputs(
  id: string,
  title: string,
  { inputs }: Ports,
  wired: ReadonlyMap<string, number>,
): Problem[] {
  return Object.entries(inputs)
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

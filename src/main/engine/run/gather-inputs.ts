import { NodeFailure } from '@core/errors';
import { acceptedTypes } from '@core/graph/arriving-types';
import { checkParam } from '@core/graph/check-param';
import { driveParam } from '@core/graph/driven-params';
import { own } from '@core/graph/own';
import { portsOf } from '@core/graph/ports-of';
import type { InputPort, InputValues, NodeDefinition } from '@core/node-definition';
import type { ParamValues } from '@core/node-params';
import type { PlanMember, ValueRef } from '@core/plan/execution-plan';
import { isParam } from '@core/plan/wires';
import type { Value } from '@core/values';

export type ReadValue = (ref: ValueRef) => Value | undefined;

const unwired: readonly ValueRef[] = [];

export interface Gathered {
  readonly inputs: InputValues;
  readonly params: ParamValues;
}

/** What a node runs with: the values on its ports, and its parameters with what is wired into them. */
export function gatherInputs(
  definition: NodeDefinition,
  member: PlanMember,
  read: ReadValue,
): Gathered {
  const params = gatherParams(definition, member, read);
  const values: Record<string, Value | readonly Value[] | undefined> = {};
  const { inputs } = portsOf(definition, member.params);
  for (const [port, input] of Object.entries(inputs)) {
    const { multiple, optional, label } = input;
    const refs = readRefs(definition, member, params, port);
    const arrived: Value[] = [];
    for (const ref of refs) {
      const value = read(ref);
      if (value) arrived.push(asAccepted(value, input, member.nodes[0], port));
    }
    if (arrived.length < refs.length || (refs.length === 0 && !optional)) {
      throw new NodeFailure({
        code: 'input-empty',
        message: `Nothing arrived at ${label}: the node before it gave no such value.`,
        hint: 'A pipeline without this part is the usual reason. Wire it from another one.',
        node: member.nodes[0],
        port,
      });
    }
    values[port] = multiple ? arrived : arrived[0];
  }
  // The graph was validated: each value is of a kind its port accepts.
  return { inputs: values as InputValues, params };
}

/** A number on a seed port is a seed to the node, if it can be one. */
function asAccepted(value: Value, input: InputPort, node: string, port: string): Value {
  const kinds = acceptedTypes(input).map(({ kind }) => kind);
  if (value.kind !== 'number' || kinds.includes('number') || !kinds.includes('seed')) return value;
  const fault = checkParam({ kind: 'seed', label: input.label, doc: '', default: 0 }, value.value);
  if (!fault) return { kind: 'seed', seed: value.value };
  const message = `${input.label} ${fault.message}.`;
  throw new NodeFailure({ code: fault.code, message, hint: fault.hint, node, port });
}

function gatherParams(
  definition: NodeDefinition,
  member: PlanMember,
  read: ReadValue,
): ParamValues {
  const wired = Object.keys(member.inputs).filter((name) =>
    isParam(definition, member.params, name),
  );
  if (wired.length === 0) return member.params;
  const params = { ...member.params };
  for (const name of wired) {
    const ref = member.inputs[name]?.[0];
    const value = ref && read(ref);
    const spec = own(definition.params, name);
    const carried = value && carriedBy(value);
    const label = spec?.label ?? name;
    const at = { node: member.nodes[0], port: name };
    if (!spec || carried === undefined) {
      throw new NodeFailure({
        ...at,
        code: 'input-empty',
        message: `${label} of ${definition.title} needs a number or a text; the node before it gave ${value?.kind ?? 'nothing'}.`,
        hint: 'Wire a Number or a text node to it, or remove the wire.',
      });
    }
    const driven = driveParam(spec, carried);
    if (!driven.ok) {
      const { fault } = driven;
      throw new NodeFailure({
        ...at,
        code: fault.code,
        message: `${label} of ${definition.title} ${fault.message}.`,
        hint: fault.hint,
      });
    }
    params[name] = driven.value;
  }
  return params;
}

function carriedBy(value: Value): number | string | undefined {
  switch (value.kind) {
    case 'number':
      return value.value;
    case 'seed':
      return value.seed;
    case 'text':
      return value.text;
    default:
      return undefined;
  }
}

/** Of a port where one wire is read: the plan kept that one, unless its index has only now come. */
function readRefs(
  definition: NodeDefinition,
  member: PlanMember,
  params: ParamValues,
  port: string,
): readonly ValueRef[] {
  const refs = member.inputs[port] ?? unwired;
  const { reads } = definition;
  if (reads?.port !== port || !member.open.includes(reads.index)) return refs;
  const index = params[reads.index];
  const ref = typeof index === 'number' ? refs[index] : undefined;
  if (ref) return [ref];
  const label = own(definition.params, reads.index)?.label ?? reads.index;
  throw new NodeFailure({
    code: 'param-range',
    message: `${label} of ${definition.title} goes from 0 to ${refs.length - 1} with ${refs.length} wires; ${index} came.`,
    hint: 'Change what is wired to it.',
    node: member.nodes[0],
    port: reads.index,
  });
}

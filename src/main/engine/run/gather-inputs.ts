import { NodeFailure } from '@core/errors';
import type { InputValues, NodeDefinition } from '@core/node-definition';
import type { PlanMember, ValueRef } from '@core/plan/execution-plan';
import type { Value } from '@core/values';

export type ReadValue = (ref: ValueRef) => Value | undefined;

const unwired: readonly ValueRef[] = [];

/** The values on a node's ports: one, a list where several wires may come, or none. */
export function gatherInputs(
  definition: NodeDefinition,
  member: PlanMember,
  read: ReadValue,
): InputValues {
  const values: Record<string, Value | readonly Value[] | undefined> = {};
  for (const [port, { multiple, optional, label }] of Object.entries(definition.inputs)) {
    const refs = member.inputs[port] ?? unwired;
    const arrived: Value[] = [];
    for (const ref of refs) {
      const value = read(ref);
      if (value) arrived.push(value);
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
  return values as InputValues;
}

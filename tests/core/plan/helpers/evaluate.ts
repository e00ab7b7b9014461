import type { GraphDocument } from '@core/graph/document';
import { wiresInto } from '@core/graph/topology';
import type {
  ExecutionPlan,
  NodeStep,
  PlanMember,
  StepRef,
  ValueRef,
} from '@core/plan/execution-plan';

/**
 * Values as texts that spell out what they were made of. `runPlan` does what a plan says and fails
 * on a value that is not there; `evaluate` asks the graph directly. They must agree.
 */
const iterations = 2;

type Read = (ref: ValueRef) => string;

const spell = (
  type: string,
  params: Readonly<Record<string, unknown>>,
  inputs: readonly string[],
) => `${type}#${params.value ?? 0}(${inputs.join(' ')})`;

const ports = ['a', 'b', 'many'];

export interface PlanRun {
  /** By node, twins included; of nodes in loops, the value of the last iteration. */
  readonly values: ReadonlyMap<string, string>;
  /** How often each node was run, an iteration counted once. */
  readonly runs: ReadonlyMap<string, number>;
}

export function runPlan({ steps }: ExecutionPlan): PlanRun {
  const values = new Map<string, string>();
  const runs = new Map<string, number>();
  const note = (member: PlanMember, value: string, counts = true) => {
    for (const node of member.nodes) {
      values.set(node, value);
      if (counts) runs.set(node, (runs.get(node) ?? 0) + 1);
    }
  };
  const make = (member: PlanMember, read: Read) =>
    spell(
      member.type,
      member.params,
      ports.flatMap((port) => (member.inputs[port] ?? []).map(read)),
    );

  const alive = store();
  for (const [index, step] of steps.entries()) {
    if (step.kind === 'node') runNodes(step, index, alive, alive.read, make, note);
    else {
      const readOutside: Read = (ref) => alive.read({ ...ref, from: 'step' });
      let carry = make(step.begin, alive.read);
      note(step.begin, carry);
      for (let iteration = 0; iteration < iterations; iteration++) {
        const inside = store();
        const read: Read = (ref) => {
          if (ref.from === 'begin') return carry;
          return ref.from === 'outer' ? readOutside(ref) : inside.read(ref);
        };
        for (const [position, inner] of step.body.entries()) {
          runNodes(inner, position, inside, read, make, (member, value) =>
            note(member, value, iteration === 0),
          );
          inside.free(inner.frees);
        }
        carry = make(step.end, read);
      }
      note(step.end, carry);
      alive.set({ step: index, member: 0 }, carry);
    }
    alive.free(step.frees);
  }
  return { values, runs };
}

function runNodes(
  { members }: NodeStep,
  step: number,
  into: ReturnType<typeof store>,
  read: Read,
  make: (member: PlanMember, read: Read) => string,
  note: (member: PlanMember, value: string) => void,
): void {
  const made = members.map((member) => make(member, read));
  for (const [index, member] of members.entries()) {
    const value = made[index] ?? '';
    note(member, value);
    into.set({ step, member: index }, value);
  }
}

function store() {
  const values = new Map<string, string>();
  const key = ({ step, member }: StepRef) => `${step} ${member}`;
  return {
    set: (ref: StepRef, value: string) => values.set(key(ref), value),
    read(ref: ValueRef) {
      const value = values.get(key(ref));
      if (value === undefined)
        throw new Error(`read before it is made, or after it is freed: ${key(ref)}`);
      return value;
    },
    free(refs: readonly StepRef[]) {
      for (const ref of refs) {
        if (!values.delete(key(ref))) throw new Error(`freed twice: ${key(ref)}`);
      }
    },
  };
}

/** The value of a node by the graph's own meaning. `carries`: what each loop begin gives just now. */
export function evaluate(
  doc: GraphDocument,
  id: string,
  carries: ReadonlyMap<string, string> = new Map(),
): string {
  const node = doc.nodes[id];
  if (!node) throw new Error(`no node ${id}`);
  const inputs = (now: ReadonlyMap<string, string>) =>
    ports.flatMap((port) =>
      wiresInto(doc, id, port).map(
        ({ from }) => now.get(from.node) ?? evaluate(doc, from.node, now),
      ),
    );
  if (node.type !== 'end') return spell(node.type, node.params, inputs(carries));
  const begin = Object.values(doc.zones ?? {}).find(({ end }) => end === id)?.begin ?? '';
  let carry = evaluate(doc, begin);
  for (let iteration = 0; iteration < iterations; iteration++) {
    carry = spell(node.type, node.params, inputs(new Map([[begin, carry]])));
  }
  return carry;
}

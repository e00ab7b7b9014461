import type { LoopContext } from '@core/node-context';
import type { NodeDefinition, ZoneEnd } from '@core/node-definition';
import type { LoopStep, PlanMember } from '@core/plan/execution-plan';
import type { OutputMap } from '../value-cache';
import { atNode } from './at-node';
import { announce, definitionOf, executeNodes, type StepOutcome } from './execute-step';
import { gatherInputs, type ReadValue } from './gather-inputs';
import { nodeContext } from './node-context';
import { createPreviewPace } from './preview-pace';
import { newRecorder } from './recorder';
import { checkpoint, type RunScope } from './run-scope';
import { createValueStore } from './value-store';

/** Runs a loop: its begin once, then for each iteration the body and the end. */
export async function executeLoop(
  run: RunScope,
  step: LoopStep,
  readOuter: ReadValue,
): Promise<StepOutcome> {
  const begin = definitionOf(run, step.begin);
  const end = definitionOf(run, step.end);
  const opens = beginZone(begin);
  const closes = endZone(end);
  const beginRecorder = newRecorder();
  const endRecorder = newRecorder();
  const body = step.body.map(({ members, frees }) => ({
    members,
    frees,
    recorders: members.map(newRecorder),
    outputs: [] as readonly OutputMap[],
  }));
  const states: unknown[] = [];
  const pace = createPreviewPace();

  announce(run, step.begin);
  const atBegin = gatherInputs(begin, step.begin, readOuter);
  const started = await atNode(step.begin.nodes[0], begin.title, () =>
    opens.start(
      nodeContext({ run, members: [step.begin], recorder: beginRecorder }),
      atBegin.inputs,
      atBegin.params,
    ),
  );
  const { iterations } = started;
  let { carry } = started;
  let given: OutputMap = {};
  const record = recordOf(closes, step.end);
  const taken: unknown[] = [];

  for (let index = 0; index < iterations; index++) {
    await checkpoint(run);
    const values = createValueStore();
    const read: ReadValue = (ref) => {
      if (ref.from === 'begin') return given[ref.port];
      return ref.from === 'outer' ? readOuter(ref) : values.read(ref);
    };
    const loopAt = (position: number): LoopContext => ({
      index,
      iterations,
      state: states[position],
      setState(next) {
        states[position] = next;
      },
    });
    // Said before each part runs: should the process die, the last one said is the one at fault.
    const say = (member: PlanMember) => {
      if (index === 0 && member !== step.begin) announce(run, member);
      const progress = { kind: 'progress', iteration: index + 1, of: iterations } as const;
      for (const node of member.nodes) run.emit({ ...progress, node });
    };

    say(step.begin);
    given = opens.iterate(atBegin.inputs, carry, index);
    for (const [position, part] of body.entries()) {
      for (const member of part.members) say(member);
      const { members, recorders } = part;
      const outputs = await executeNodes(run, members, read, recorders, loopAt(position));
      values.set(position, outputs);
      values.free(part.frees);
      if (index === iterations - 1) part.outputs = outputs;
    }

    say(step.end);
    const start = performance.now();
    carry = await atNode(step.end.nodes[0], end.title, async () => {
      const members = [step.end] as const;
      const loop = loopAt(body.length);
      const ctx = nodeContext({ run, members, recorder: endRecorder, pace, loop });
      const { inputs, params } = gatherInputs(end, step.end, read);
      if (record) taken.push(record.take(inputs, given));
      return closes.iterate(ctx, inputs, params);
    });
    endRecorder.ms += performance.now() - start;
  }

  const recorded = record && { [record.output]: record.finish(taken, atBegin.inputs) };
  const outputs: OutputMap = { [step.output]: carry, ...recorded };
  const ranInside = body.flatMap(({ members, recorders, outputs: last }) =>
    members.map((member, index) => ({
      member,
      recorder: recorders[index] ?? newRecorder(),
      outputs: last[index] ?? {},
    })),
  );
  return {
    outputs: [outputs],
    ran: [
      { member: step.begin, recorder: beginRecorder, outputs: given },
      ...ranInside,
      { member: step.end, recorder: endRecorder, outputs },
    ],
  };
}

function beginZone({ type, zone }: NodeDefinition) {
  if (zone?.role !== 'begin') throw new Error(`${type} does not begin a loop`);
  return zone;
}

/** What the loop records, where somebody reads it. */
const recordOf = ({ record }: ZoneEnd, end: PlanMember) =>
  record && end.wanted.includes(record.output) ? record : undefined;

function endZone({ type, zone }: NodeDefinition) {
  if (zone?.role !== 'end') throw new Error(`${type} does not end a loop`);
  return zone;
}

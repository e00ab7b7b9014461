import type { LoopContext } from '@core/node-context';
import type { NodeDefinition } from '@core/node-definition';
import type { NodeStep, PlanMember } from '@core/plan/execution-plan';
import type { OutputMap } from '../value-cache';
import { atNode } from './at-node';
import { gatherInputs, type ReadValue } from './gather-inputs';
import { nodeContext } from './node-context';
import { newRecorder, type Recorder } from './recorder';
import type { RunScope } from './run-scope';

/** A node that ran, with what it showed. */
export interface Ran {
  readonly member: PlanMember;
  readonly recorder: Recorder;
  readonly outputs: OutputMap;
}

export interface StepOutcome {
  /** What others may read: one a fused member; of a loop, its end. */
  readonly outputs: readonly OutputMap[];
  /** Every node that ran, in the plan's order of members. */
  readonly ran: readonly Ran[];
}

export function definitionOf(run: RunScope, member: PlanMember): NodeDefinition {
  const definition = run.catalog.get(member.type);
  if (!definition) throw new Error(`planned without a definition: ${member.type}`);
  return definition;
}

export function announce(run: RunScope, member: PlanMember): void {
  for (const node of member.nodes) run.emit({ kind: 'nodeStarted', node });
}

/** Runs one node, or several of one type as one batch; once, or in one iteration of a loop. */
export async function executeNodes(
  run: RunScope,
  members: NodeStep['members'],
  read: ReadValue,
  recorders: readonly Recorder[],
  loop?: LoopContext,
): Promise<readonly OutputMap[]> {
  const [first] = members;
  const definition = definitionOf(run, first);
  const recorder = recorders[0] ?? newRecorder();
  const ctx = nodeContext({ run, members, recorder, loop });
  const start = performance.now();
  const outputs = await atNode(first.nodes[0], definition.title, async () => {
    const gathered = members.map((member) => gatherInputs(definition, member, read));
    if (gathered.length > 1 && definition.fuse) return definition.fuse.execute(ctx, gathered);
    const [alone] = gathered;
    if (!definition.execute || !alone) throw new Error(`${definition.type} cannot be executed`);
    return [await definition.execute(ctx, alone.inputs, alone.params)];
  });
  // Members of a batch took the same time: none of them could have had it alone.
  const ms = performance.now() - start;
  for (const each of recorders) each.ms += ms;
  return outputs;
}

export async function executeNodeStep(
  run: RunScope,
  { members }: NodeStep,
  read: ReadValue,
): Promise<StepOutcome> {
  for (const member of members) announce(run, member);
  const recorders = members.map(newRecorder);
  const outputs = await executeNodes(run, members, read, recorders);
  const ran = members.map((member, index) => ({
    member,
    recorder: recorders[index] ?? newRecorder(),
    outputs: outputs[index] ?? {},
  }));
  return { outputs, ran };
}

import type { Catalog } from '@core/node-definition';
import type { ExecutionPlan, PlanMember, PlanStep } from '@core/plan/execution-plan';
import { membersOf } from '@core/plan/execution-plan';
import { keptMembers } from '@core/plan/reasons';

/** `E`: what stands for a kept value; the value itself in a run, only that it is there in a forecast. */
export type Decision<E> =
  | { readonly action: 'run' }
  /** Served: one entry a member that others may read. Held here, so that nothing can push it out. */
  | { readonly action: 'cached'; readonly entries: readonly E[] }
  /** Everything that would read it is served from the cache. */
  | { readonly action: 'unneeded' };

/** What must run: walks back from the targets and stops where the cache has the value. */
export function decide<E>(
  plan: ExecutionPlan,
  kept: (key: string) => E | undefined,
  catalog: Catalog,
): readonly Decision<E>[] {
  const wanted = new Set(plan.targets.map(({ step }) => step));
  const decisions: Decision<E>[] = [];
  for (let index = plan.steps.length - 1; index >= 0; index--) {
    const step = plan.steps[index];
    if (!step) continue;
    const entries = always(step, catalog) ? null : keptEntries(step, kept);
    if (entries) decisions[index] = { action: 'cached', entries };
    else if (!wanted.has(index)) decisions[index] = { action: 'unneeded' };
    else {
      decisions[index] = { action: 'run' };
      for (const read of readSteps(step)) wanted.add(read);
    }
  }
  return decisions;
}

/** What writes files runs each time it is asked for. */
export const always = (step: PlanStep, catalog: Catalog): boolean =>
  membersOf(step).some(({ type }) => catalog.get(type)?.effects === 'writes');

function keptEntries<E>(step: PlanStep, kept: (key: string) => E | undefined): readonly E[] | null {
  const entries = keptMembers(step).map(({ key }) => kept(key));
  const present = entries.filter((entry) => entry !== undefined);
  return present.length === entries.length ? present : null;
}

/** Steps of the same list that a step reads. */
function readSteps(step: PlanStep): readonly number[] {
  const own = step.kind === 'node' ? step.members : [step.begin];
  const inside = step.kind === 'node' ? [] : membersOf(step).slice(1);
  const refs = (members: readonly PlanMember[], from: 'step' | 'outer') =>
    members.flatMap(({ inputs }) =>
      Object.values(inputs).flatMap((list) => list.filter((ref) => ref.from === from)),
    );
  return [...refs(own, 'step'), ...refs(inside, 'outer')].map(({ step: read }) => read);
}

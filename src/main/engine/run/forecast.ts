import { setImmediate } from 'node:timers/promises';
import { analyse } from '@core/graph/analyse';
import { nodeTitle } from '@core/graph/node-title';
import { explainPlan, keptMembers } from '@core/plan/reasons';
import type { PlannedNode } from '@core/protocol';
import { sweepCells } from '@core/sweep/sweep-cells';
import { hasSweeps, sweepGroups } from '@core/sweep/sweep-groups';
import { always, decide } from './decide';
import { planRun } from './plan-run';
import type { Memory } from './run-graph';
import type { RunScope } from './run-scope';

/**
 * What a run would do with each node now, and why; nothing is executed and nothing remembered. Of a
 * sweep: a node runs if it runs for any of the values. Null where the graph cannot run, or where
 * `run.cancel` was requested meanwhile: a newer question is waiting.
 */
export async function forecast(
  run: RunScope,
  memory: Memory,
  targets: readonly string[] | undefined,
): Promise<readonly PlannedNode[] | null> {
  /** What the runs before would leave in the cache. */
  const made = new Set<string>();
  const found = new Map<string, PlannedNode>();
  for (const part of partsOf(run, targets)) {
    // Between the values of a sweep: a run that is asked for must not wait for all of them.
    await setImmediate();
    if (run.cancel.requested) return null;
    const { document: doc, catalog } = part.run;
    const { plan } = await planRun(part.run, memory.hashes, part.targets);
    if (!plan.ok) return null;
    const kept = (key: string) => (made.has(key) || memory.cache.has(key) ? true : undefined);
    const actions = decide(plan.value, kept, catalog).map(({ action }) => action);
    const { history } = memory;
    const titleOf = (node: string) => nodeTitle(doc, catalog, node);
    for (const node of explainPlan({ plan: plan.value, actions, history, catalog, titleOf })) {
      if (found.get(node.node)?.action !== 'run') found.set(node.node, node);
    }
    for (const [index, step] of plan.value.steps.entries()) {
      if (actions[index] !== 'run' || always(step, catalog)) continue;
      for (const { key } of keptMembers(step)) made.add(key);
    }
  }
  return run.cancel.requested ? null : [...found.values()];
}

interface Part {
  readonly run: RunScope;
  readonly targets: readonly string[] | undefined;
}

/** The runs that this one is made of: one, or one for each value of its sweeps. */
function partsOf(run: RunScope, targets: readonly string[] | undefined): readonly Part[] {
  const { document: doc, catalog } = run;
  const whole = [{ run, targets }];
  if (!hasSweeps(doc)) return whole;
  const { nodes } = analyse(doc, catalog, run.library);
  const groups = sweepGroups({ doc, catalog, nodes, targets });
  if (!groups.ok) return whole;
  return groups.value.flatMap((group): readonly Part[] => {
    const cells = sweepCells(doc, group);
    return cells.length === 0
      ? [{ run, targets: group.targets }]
      : cells.map((cell) => ({ run: { ...run, document: cell.doc }, targets: group.targets }));
  });
}

import { NodeFailure } from '@core/errors';
import type { Analysis } from '@core/graph/analysis';
import { nodeTitle } from '@core/graph/node-title';
import { seedOf } from '@core/graph/seed-of';
import { flatten } from '@core/graph/subgraph/flatten';
import { projectProblem } from '@core/graph/subgraph/project-problem';
import {
  type ExecutionPlan,
  membersOf,
  type PlanMember,
  type PlanStep,
} from '@core/plan/execution-plan';
import { explainPlan, keptMembers } from '@core/plan/reasons';
import type { CacheEntry, Shown, ValueCache } from '../value-cache';
import { always, type Decision, decide } from './decide';
import { executeLoop } from './execute-loop';
import { executeNodeStep, type StepOutcome } from './execute-step';
import type { FileHashes } from './fingerprints';
import { planRun } from './plan-run';
import { problemsError } from './problems-error';
import { toShown } from './recorder';
import { checkpoint, type RunScope, tellFailure } from './run-scope';
import { createValueStore } from './value-store';

/** What an engine remembers from run to run. */
export interface Memory {
  readonly cache: ValueCache;
  /** What each node ran with when a run last planned it. */
  readonly history: Map<string, PlanMember>;
  readonly hashes: FileHashes;
}

/**
 * Validates, plans and runs a graph, and tells all of it by events but the end. Throws `NodeFailure`
 * for what a user can mend and `Cancelled`; what ran before either stays in the cache.
 */
export async function runGraph(
  run: RunScope,
  memory: Memory,
  targets: readonly string[] | undefined,
): Promise<void> {
  const { plan, analysis } = await planRun(run, memory.hashes, targets);
  if (!plan.ok) {
    const projection = { doc: run.whole, flat: flatten(run.whole), catalog: run.catalog };
    const problems = plan.error.map((problem) => projectProblem(projection, problem));
    for (const problem of problems) {
      if (problem.node !== undefined) tellFailure(run, problem.node, problemsError([problem]));
    }
    throw new NodeFailure(problemsError(problems));
  }
  const decisions = decide(plan.value, memory.cache.get, run.catalog);
  announcePlan(run, plan.value, decisions, memory, analysis);
  await runSteps(run, plan.value, decisions, memory.cache);
}

function announcePlan(
  run: RunScope,
  plan: ExecutionPlan,
  decisions: readonly Decision<CacheEntry>[],
  { history }: Memory,
  analysis: Analysis,
): void {
  const { document: doc, catalog } = run;
  const nodes = explainPlan({
    plan,
    actions: decisions.map(({ action }) => action),
    history,
    catalog,
    titleOf: (node) => nodeTitle(doc, catalog, node),
  });
  const planned = new Set(nodes.map(({ node }) => node));
  const warnings = analysis.problems.filter(
    ({ severity, node }) => severity === 'warning' && node !== undefined && planned.has(node),
  );
  run.emit({ kind: 'planned', nodes, warnings });
  for (const id of history.keys()) if (!Object.hasOwn(run.document.nodes, id)) history.delete(id);
  for (const member of plan.steps.flatMap(membersOf)) {
    for (const node of member.nodes) history.set(node, member);
  }
}

async function runSteps(
  run: RunScope,
  { steps }: ExecutionPlan,
  decisions: readonly Decision<CacheEntry>[],
  cache: ValueCache,
): Promise<void> {
  const values = createValueStore();
  for (const [index, step] of steps.entries()) {
    const decision = decisions[index];
    if (decision?.action === 'cached') {
      values.set(
        index,
        decision.entries.map(({ outputs }) => outputs),
      );
      showAgain(
        run,
        step,
        decision.entries.flatMap(({ shown }) => shown),
      );
    } else if (decision?.action === 'run') {
      await checkpoint(run);
      const outcome =
        step.kind === 'loop'
          ? await executeLoop(run, step, values.read)
          : await executeNodeStep(run, step, values.read);
      values.set(index, outcome.outputs);
      const shown = finish(run, outcome);
      if (!always(step, run.catalog)) keep(cache, step, outcome, shown);
    } else showAgain(run, step, []);
    values.free(step.frees);
  }
}

/** Tells that the nodes of a step are done. */
function finish(run: RunScope, { ran }: StepOutcome): readonly Shown[] {
  return ran.map(({ member, recorder, outputs }) => {
    const shown = toShown(recorder, outputs);
    for (const node of member.nodes) {
      run.emit({
        kind: 'nodeFinished',
        node,
        ms: recorder.ms,
        cached: false,
        outputs: shown.outputs,
      });
    }
    return shown;
  });
}

function keep(
  cache: ValueCache,
  step: PlanStep,
  { outputs }: StepOutcome,
  shown: readonly Shown[],
): void {
  for (const [index, { key }] of keptMembers(step).entries()) {
    const ownShown = shown[index];
    // A loop is kept under one key with all that its nodes showed; fused steps each under their own.
    const kept = step.kind === 'loop' ? shown : ownShown ? [ownShown] : [];
    cache.set(key, { outputs: outputs[index] ?? {}, shown: kept });
  }
}

/** Nodes that did not have to run look as they did when they ran: previews, results, outputs. */
function showAgain(run: RunScope, step: PlanStep, shown: readonly Shown[]): void {
  for (const [index, { nodes }] of membersOf(step).entries()) {
    const { outputs = {}, preview, results = [] } = shown[index] ?? {};
    for (const node of nodes) {
      if (preview && run.wantsPreviews) run.emit({ kind: 'preview', node, content: preview });
      for (const content of results)
        run.emit({ kind: 'result', node, content, seed: seedOf(run.document, run.catalog, node) });
      run.emit({ kind: 'nodeFinished', node, ms: 0, cached: true, outputs });
    }
  }
}

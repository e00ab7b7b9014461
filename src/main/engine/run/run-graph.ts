import { hash } from 'node:crypto';
import { NodeFailure } from '@core/errors';
import { analyse } from '@core/graph/analyse';
import type { Analysis } from '@core/graph/analysis';
import { type ExecutionPlan, membersOf, type PlanStep } from '@core/plan/execution-plan';
import { makePlan } from '@core/plan/plan';
import type { PlannedNode } from '@core/protocol';
import type { Shown, ValueCache } from '../value-cache';
import { always, type Decision, decide, keptMembers } from './decide';
import { executeLoop } from './execute-loop';
import { executeNodeStep, type StepOutcome } from './execute-step';
import { type FileHashes, fingerprints } from './fingerprints';
import { problemsError } from './problems-error';
import { type History, reasonsToRun } from './reasons';
import { toShown } from './recorder';
import { checkpoint, type RunScope, tellFailure } from './run-scope';
import { seedOf } from './seed-of';
import { createValueStore } from './value-store';

/** What an engine remembers from run to run. */
export interface Memory {
  readonly cache: ValueCache;
  readonly history: History;
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
  const { document: doc, catalog } = run;
  const analysis = analyse(doc, catalog, run.library);
  const prints = await fingerprints(run, memory.hashes);
  const plan = makePlan({ doc, catalog, analysis, targets, hash: sha256, fingerprints: prints });
  if (!plan.ok) {
    for (const problem of plan.error) {
      if (problem.node !== undefined) tellFailure(run, problem.node, problemsError([problem]));
    }
    throw new NodeFailure(problemsError(plan.error));
  }
  const decisions = decide(plan.value, memory.cache, catalog);
  announcePlan(run, plan.value, decisions, memory, analysis);
  await runSteps(run, plan.value, decisions, memory.cache);
}

/** 128 bits are plenty for keys that only ever meet those of one process. */
const sha256 = (text: string): string => hash('sha256', text, 'base64url').slice(0, 22);

function announcePlan(
  run: RunScope,
  { steps }: ExecutionPlan,
  decisions: readonly Decision[],
  { history }: Memory,
  analysis: Analysis,
): void {
  const nodes = steps.flatMap((step, index): readonly PlannedNode[] => {
    const action = decisions[index]?.action;
    if (action === 'run') return reasonsToRun(step, history, run.catalog);
    const reason = action === 'cached' ? 'in the cache' : 'what reads it is in the cache';
    return allNodes(step).map((node) => ({ node, action: 'cached', reason }));
  });
  const planned = new Set(nodes.map(({ node }) => node));
  const warnings = analysis.problems.filter(
    ({ severity, node }) => severity === 'warning' && node !== undefined && planned.has(node),
  );
  run.emit({ kind: 'planned', nodes, warnings });
  for (const id of history.keys()) if (!Object.hasOwn(run.document.nodes, id)) history.delete(id);
  for (const member of steps.flatMap(membersOf)) {
    for (const node of member.nodes) history.set(node, member);
  }
}

async function runSteps(
  run: RunScope,
  { steps }: ExecutionPlan,
  decisions: readonly Decision[],
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

const allNodes = (step: PlanStep): readonly string[] =>
  membersOf(step).flatMap(({ nodes }) => nodes);

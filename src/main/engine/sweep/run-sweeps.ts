import { type AppError, NodeFailure } from '@core/errors';
import { analyse } from '@core/graph/analyse';
import { applyEdit } from '@core/graph/apply-edit';
import type { GraphDocument } from '@core/graph/document';
import { setParamAt } from '@core/graph/subgraph/every-node';
import { flatten } from '@core/graph/subgraph/flatten';
import { makePlan } from '@core/plan/plan';
import type { EngineEventBody } from '@core/protocol';
import { axisLabels, type SweepCell, sweepCells } from '@core/sweep/sweep-cells';
import { hasSweeps, type SweepGroup, sweepGroups } from '@core/sweep/sweep-groups';
import { problemsError } from '../run/problems-error';
import { type Memory, runGraph } from '../run/run-graph';
import type { RunScope } from '../run/run-scope';
import { collectCells } from './collect-cells';
import { tellGrids } from './tell-grids';

/**
 * Runs a graph for each value of the sweeps in it. The runs share the cache, so what does not depend
 * on a sweep is computed once. Outputs that depend on sweeps give one grid each, at the end. Throws
 * as `runGraph` does; failures name the values.
 */
export async function runSweeps(
  run: RunScope,
  memory: Memory,
  targets: readonly string[] | undefined,
): Promise<void> {
  const { document: doc, catalog } = run;
  if (!hasSweeps(doc)) return runGraph(run, memory, targets);
  const { nodes } = analyse(doc, catalog, run.library);
  const groups = sweepGroups({ doc, catalog, nodes, targets });
  // What is refused is a problem of the graph as well, and said as all others are.
  if (!groups.ok || groups.value.every(({ axes }) => axes.length === 0))
    return runGraph(run, memory, targets);
  const planned = groups.value.map((group) => ({ group, cells: sweepCells(doc, group) }));
  for (const { group, cells } of planned) {
    for (const cell of cells) checkCell(run, group, cell);
  }
  const of = planned.reduce((sum, { cells }) => sum + cells.length, 0);
  let number = 0;
  for (const { group, cells } of planned) {
    if (cells.length === 0) {
      await runGraph(run, memory, group.targets);
      continue;
    }
    const collected = collectCells();
    for (const cell of cells) {
      run.emit({ kind: 'sweep', cell: ++number, of, label: cell.label });
      await runCell(run, memory, group, cell, collected.at(cell));
    }
    const [columns, rows] = group.axes;
    await tellGrids(run, collected, {
      columns: columns ? axisLabels(columns) : [],
      rows: rows ? axisLabels(rows) : [],
    });
  }
}

/** The values of a sweep may be wrong one by one: said before the first of them runs. */
function checkCell(run: RunScope, { targets }: SweepGroup, { doc, label }: SweepCell): void {
  const { catalog } = run;
  const analysis = analyse(doc, catalog, run.library);
  // The keys of this plan are not used: only whether there is one.
  const plan = makePlan({ doc, catalog, analysis, targets, hash: () => '', fingerprints: {} });
  if (!plan.ok) throw new NodeFailure(atValues(problemsError(plan.error), label));
}

async function runCell(
  run: RunScope,
  memory: Memory,
  { targets }: SweepGroup,
  { doc, fixed, label, suffix }: SweepCell,
  collect: ReturnType<ReturnType<typeof collectCells>['at']>,
): Promise<void> {
  const emit = (event: EngineEventBody): void => {
    if (event.kind === 'nodeFailed') run.emit({ ...event, error: atValues(event.error, label) });
    else if (event.kind === 'result') {
      collect.result(event);
      // Kept for the grid; until then the newest is shown.
      const { node, content } = event;
      if (run.wantsPreviews) run.emit({ kind: 'preview', node, content });
    } else run.emit(event);
  };
  const output = { suffix, wrote: collect.wrote };
  try {
    const whole = wholeWith(run.whole, fixed);
    await runGraph({ ...run, whole, document: doc, emit, output }, memory, targets);
  } catch (cause) {
    if (cause instanceof NodeFailure) throw new NodeFailure(atValues(cause.error, label));
    throw cause;
  }
}

/** The graph with the values of one cell, wherever its sweeps are. */
function wholeWith(whole: GraphDocument, fixed: SweepCell['fixed']): GraphDocument {
  const { pathOf } = flatten(whole);
  const edits = fixed.map(({ node, value }) => setParamAt(pathOf(node), 'values', value));
  return applyEdit(whole, { kind: 'batch', edits }).doc;
}

const atValues = (error: AppError, label: string): AppError => ({
  ...error,
  message: `With ${label}: ${error.message}`,
});

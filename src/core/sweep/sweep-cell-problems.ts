import type { Problem } from '../errors';
import type { Analysis } from '../graph/analysis';
import type { GraphDocument, GraphNode } from '../graph/document';
import { descendants } from '../graph/topology';
import { type SweepCell, sweepCells } from './sweep-cells';
import { hasSweeps, type SweepArgs, sweepGroups } from './sweep-groups';

interface CellArgs extends SweepArgs {
  /** What the graph's own analysis, made with the first value of each sweep, says already. */
  readonly said: readonly Problem[];
  readonly analyseCell: (doc: GraphDocument) => Analysis;
}

/**
 * Errors that only some values of a sweep bring, each told once with the first values that bring it:
 * the run refuses them before its first cell, so they are known while the graph is edited. Pure.
 */
export function sweepCellProblems(args: CellArgs): readonly Problem[] {
  const { doc, said, analyseCell } = args;
  const groups = hasSweeps(doc) ? sweepGroups(args) : null;
  if (!groups?.ok) return [];
  const known = new Set(said.filter(isError).map(place));
  const found = new Map<string, { readonly problem: Problem; readonly labels: string[] }>();
  for (const group of groups.value) {
    if (group.axes.length === 0) continue;
    const affected = descendants(
      doc,
      group.axes.map(({ node }) => node),
    );
    // The first cell is the graph as it was analysed.
    for (const cell of sweepCells(doc, group).slice(1)) {
      for (const problem of analyseCell(withOwnParams(cell, affected)).problems) {
        const key = place(problem);
        if (!isError(problem) || known.has(key)) continue;
        const before = found.get(key);
        if (before?.labels.includes(cell.label)) continue;
        if (before) before.labels.push(cell.label);
        else found.set(key, { problem, labels: [cell.label] });
      }
    }
  }
  return [...found.values()].map(({ problem, labels: [first, ...others] }) => ({
    ...problem,
    message: `With ${first}${andOthers(others.length)}: ${problem.message}`,
  }));
}

const andOthers = (count: number): string =>
  count === 0 ? '' : count === 1 ? ' (and another value)' : ` (and ${count} others)`;

const isError = ({ severity }: Problem): boolean => severity === 'error';

const place = ({ code, node, port, edge }: Problem): string =>
  JSON.stringify([code, node, port, edge]);

/**
 * Params of affected nodes, by cell: the analysis remembers a node by its params object, so each cell
 * has its own. An edit then costs only what lies downstream of it, in each cell.
 */
const copies = new WeakMap<GraphNode['params'], Map<string, GraphNode['params']>>();

function withOwnParams({ doc, fixed }: SweepCell, affected: ReadonlySet<string>): GraphDocument {
  const cell = JSON.stringify(fixed);
  const values = new Map(fixed.map(({ node, value }) => [node, value]));
  const nodes = { ...doc.nodes };
  for (const id of affected) {
    const node = nodes[id];
    // A sweep's params are new in each cell already; it is cheap to look at again.
    if (!node || values.has(id)) continue;
    const ofCells = copies.get(node.params) ?? new Map<string, GraphNode['params']>();
    copies.set(node.params, ofCells);
    const params = ofCells.get(cell) ?? { ...node.params };
    ofCells.set(cell, params);
    nodes[id] = { ...node, params };
  }
  return { ...doc, nodes };
}

import { err, ok, type Problem, type Result } from '../errors';
import type { NodeAnalysis } from '../graph/analysis';
import type { GraphDocument } from '../graph/document';
import { nodeTitle } from '../graph/node-title';
import { own } from '../graph/own';
import { inputPortAt } from '../graph/ports-of';
import { topologyOf } from '../graph/topology';
import type { Catalog } from '../node-definition';
import { mostCells } from './sweep-values';

/** The node whose values a run goes through (nodes/utilities/sweep.ts). */
const sweepType = 'sweep';

export interface SweepAxis {
  readonly node: string;
  /** What the values are called: the title a user gave, or the parameter it drives. */
  readonly name: string;
  readonly values: readonly (number | string)[];
}

/** What depends on the same sweeps, and so runs for each of their values. */
export interface SweepGroup {
  readonly targets: readonly string[];
  /** None, the columns, or the columns and the rows. */
  readonly axes: readonly SweepAxis[];
}

export interface SweepArgs {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly nodes: Readonly<Record<string, NodeAnalysis>>;
  /** Absent: every output node. */
  readonly targets?: readonly string[];
}

export const hasSweeps = (doc: GraphDocument): boolean =>
  Object.values(doc.nodes).some(({ type }) => type === sweepType);

/**
 * The targets by the sweeps they depend on, in natural order of the sweeps' ids: the first gives the
 * columns. Fails where a target depends on more than two, or would have too many cells.
 */
export function sweepGroups(args: SweepArgs): Result<readonly SweepGroup[], readonly Problem[]> {
  const { doc, catalog } = args;
  const axes = sweepAxes(args);
  const asked =
    args.targets ??
    topologyOf(doc).ids.filter((id) => catalog.get(own(doc.nodes, id)?.type ?? '')?.isOutput);
  const groups = new Map<string, { targets: string[]; axes: readonly SweepAxis[] }>();
  const problems: Problem[] = [];
  for (const target of asked) {
    const before = dependences(args, target);
    const own = axes.filter(({ node }) => before.has(node));
    const problem = refusal(nodeTitle(doc, catalog, target), target, own);
    if (problem) problems.push(problem);
    const key = own.map(({ node }) => node).join(' ');
    const group = groups.get(key);
    if (group) group.targets.push(target);
    else groups.set(key, { targets: [target], axes: own });
  }
  return problems.length > 0 ? err(problems) : ok([...groups.values()]);
}

/** Said by the analysis as well, so that it is known before the run. */
export function sweepProblems(args: SweepArgs): readonly Problem[] {
  const groups = hasSweeps(args.doc) ? sweepGroups(args) : null;
  return groups && !groups.ok ? groups.error : [];
}

function refusal(title: string, node: string, axes: readonly SweepAxis[]): Problem | null {
  const names = axes.map(({ name }) => name).join(', ');
  if (axes.length > 2) {
    return {
      severity: 'error',
      code: 'too-many-sweeps',
      node,
      message: `${title} depends on ${axes.length} sweeps (${names}); a grid has columns and rows, so two at most.`,
      hint: 'Give all but two of them a single value.',
    };
  }
  const counts = axes.map(({ values }) => values.length);
  const cells = counts.reduce((product, count) => product * count, 1);
  if (cells <= mostCells) return null;
  return {
    severity: 'error',
    code: 'too-many-cells',
    node,
    message: `${title} would be made ${counts.join(' × ')} = ${cells} times; a grid has at most ${mostCells} cells.`,
    hint: 'Shorten one of the sweeps.',
  };
}

/** The sweeps with more than one value. */
function sweepAxes(args: SweepArgs): readonly SweepAxis[] {
  const { doc, nodes } = args;
  return topologyOf(doc).ids.flatMap((node): SweepAxis[] => {
    if (own(doc.nodes, node)?.type !== sweepType) return [];
    const type = own(nodes, node)?.outputs.value;
    const values = type?.kind === 'number' || type?.kind === 'text' ? type.sweep : undefined;
    return values ? [{ node, name: nameOf(args, node), values }] : [];
  });
}

function nameOf({ doc, catalog }: SweepArgs, sweep: string): string {
  const title = own(doc.nodes, sweep)?.title;
  if (title !== undefined) return title;
  const { outOf } = topologyOf(doc);
  const passed = new Set([sweep]);
  // Through what only passes it on, to the first parameter or port that uses it.
  for (const id of passed) {
    for (const { to } of outOf(id)) {
      const port = inputPortAt(doc, catalog, to);
      if (!port) continue;
      const passesOn = 'kind' in port.type && port.type.kind === 'any';
      if (!passesOn) return port.label;
      passed.add(to.node);
    }
  }
  return nodeTitle(doc, catalog, sweep);
}

/** The target and all it reads; of a switch that no wire turns, only the chosen side. */
function dependences({ doc, catalog, nodes }: SweepArgs, target: string): ReadonlySet<string> {
  const { into } = topologyOf(doc);
  const found = new Set([target]);
  // A Set visits what is added while it is walked.
  for (const id of found) {
    const wires = into(id);
    const reads = catalog.get(own(doc.nodes, id)?.type ?? '')?.reads;
    const isTurned = reads && wires.some(({ to }) => to.port === reads.index);
    const index = reads && !isTurned ? own(nodes, id)?.params[reads.index] : undefined;
    const choices = wires.filter(({ to }) => to.port === reads?.port);
    const chosen = typeof index === 'number' ? choices[index] : undefined;
    for (const wire of wires) {
      if (!chosen || wire === chosen || !choices.includes(wire)) found.add(wire.from.node);
    }
  }
  return found;
}

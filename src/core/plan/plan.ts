import { err, ok, type Problem, type Result } from '../errors';
import type { Analysis } from '../graph/analysis';
import type { GraphDocument } from '../graph/document';
import type { Catalog } from '../node-definition';
import { keyNodes } from './base-keys';
import { buildSteps } from './build-steps';
import { findDemand } from './demand';
import type { ExecutionPlan } from './execution-plan';
import { findNeeded, type Needed } from './needed';
import { uniqueNodes } from './unique-nodes';
import { sourcesIn } from './wires';

export interface PlanArgs {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly analysis: Analysis;
  /** Node ids; absent: every output node. */
  readonly targets?: readonly string[];
  /** Collision-free for all practical purposes: keys are compared, never looked into. */
  readonly hash: (text: string) => string;
  /** What the parameters alone do not tell, by node: content of files, hash and provider of models. */
  readonly fingerprints: Readonly<Record<string, string>>;
}

/**
 * From a graph to what runs, in order. Fails with every problem that concerns the nodes this run
 * needs; problems elsewhere in the graph do not keep it from running.
 */
export function makePlan(args: PlanArgs): Result<ExecutionPlan, Problem[]> {
  const { doc, catalog, analysis, hash } = args;
  const needed = findNeeded({ ...args, sourcesOf: sourcesIn(doc, catalog, analysis) });
  const problems = blockingProblems(analysis, doc, needed);
  if (problems.length > 0) return err(problems);

  const demand = findDemand({ ...args, needed: needed.nodes, targets: needed.targets });
  const keyed = keyNodes({ ...args, needed: demand.nodes, wanted: demand.wanted });
  const unique = uniqueNodes(keyed);
  const { steps, places } = buildSteps({ unique, hash });
  const targets = needed.targets.flatMap((id) => {
    const place = places.get(unique.standIn.get(id) ?? id);
    return place ? [place] : [];
  });
  return ok({ steps, targets });
}

function blockingProblems(analysis: Analysis, doc: GraphDocument, needed: Needed): Problem[] {
  const concerns = (problem: Problem): boolean => {
    const edge = problem.edge === undefined ? undefined : doc.edges[problem.edge];
    const node = problem.node ?? edge?.to.node;
    return node !== undefined && needed.nodes.has(node);
  };
  const found = analysis.problems.filter((p) => p.severity === 'error' && concerns(p));
  // The analysis says more of a node than the planner does: what it found comes first and alone.
  const said = new Set(found.map((problem) => problem.node));
  const own = needed.problems.filter((p) => p.node === undefined || !said.has(p.node));
  return [...found, ...own, ...unordered(analysis, needed, found.length + own.length > 0)];
}

/** Nodes on a cycle have no place in the order; said here only when nothing else explains it. */
function unordered(analysis: Analysis, needed: Needed, explained: boolean): Problem[] {
  if (explained) return [];
  const ordered = new Set(analysis.order);
  return [...needed.nodes.keys()]
    .filter((node) => !ordered.has(node))
    .map((node) => ({
      severity: 'error',
      code: 'cycle',
      message: 'This node waits for itself: its wires form a cycle.',
      hint: 'Remove one of the wires of the cycle, or use a loop zone.',
      node,
    }));
}

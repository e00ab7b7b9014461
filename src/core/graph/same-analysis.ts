import type { Problem } from '../errors';
import type { NodeAnalysis } from './analysis';
import type { GraphNode } from './document';

const last = new WeakMap<GraphNode['params'], NodeAnalysis>();

/**
 * The analysis of the last call where nothing in it is different: views that select one node's
 * analysis then do not render again. Keyed by the params object, which moving a node keeps.
 */
export function keepIdentity(params: GraphNode['params'], analysis: NodeAnalysis): NodeAnalysis {
  const before = last.get(params);
  if (before && sameAnalysis(before, analysis)) return before;
  last.set(params, analysis);
  return analysis;
}

function sameAnalysis(a: NodeAnalysis, b: NodeAnalysis): boolean {
  return (
    a.known === b.known &&
    sameRecord(a.inputs, b.inputs, sameList) &&
    sameRecord(a.outputs, b.outputs, Object.is) &&
    sameRecord(a.notes, b.notes, Object.is) &&
    sameList(a.problems, b.problems, sameProblem) &&
    sameRecord<unknown>(a.params, b.params, Object.is) &&
    sameList(a.open, b.open)
  );
}

export function sameRecord<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  same: (x: T, y: T) => boolean,
): boolean {
  if (a === b) return true;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => {
      const [x, y] = [a[key], b[key]];
      return x === y || (x !== undefined && y !== undefined && same(x, y));
    })
  );
}

function sameList<T>(
  a: readonly T[],
  b: readonly T[],
  same: (x: T, y: T) => boolean = Object.is,
): boolean {
  return a.length === b.length && a.every((x, i) => same(x, b[i] ?? x));
}

function sameProblem(a: Problem, b: Problem): boolean {
  return (
    a.code === b.code &&
    a.severity === b.severity &&
    a.message === b.message &&
    a.hint === b.hint &&
    a.node === b.node &&
    a.port === b.port &&
    a.edge === b.edge &&
    a.inside?.port === b.inside?.port &&
    a.inside?.path.join(' ') === b.inside?.path.join(' ')
  );
}

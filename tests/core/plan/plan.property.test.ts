import { createHash } from 'node:crypto';
import { analyse } from '@core/graph/analyse';
import type { GraphDocument } from '@core/graph/document';
import { ancestors } from '@core/graph/topology';
import { membersOf } from '@core/plan/execution-plan';
import { makePlan } from '@core/plan/plan';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalog } from './helpers/catalog';
import { evaluate, runPlan } from './helpers/evaluate';
import { buildGraph, graphRecipe } from './helpers/random-graph';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

function planOf(doc: GraphDocument, targets?: readonly string[]) {
  const analysis = analyse(doc, catalog, []);
  const plan = makePlan({ doc, catalog, analysis, targets, hash, fingerprints: {} });
  if (!plan.ok) throw new Error(plan.error.map(({ message }) => message).join('\n'));
  return plan.value;
}

const inOrder = (index: number) => `n${index}`;
/** Other names, in another order. */
const shuffled = (index: number) =>
  `${'zyxwvutsrq'[(index * 7) % 10]}${(index * 37) % 101}_${index}`;

const outputs = (doc: GraphDocument) =>
  Object.keys(doc.nodes).filter((id) => /show|write/.test(doc.nodes[id]?.type ?? ''));

test('a plan gives every output the value the graph means, and reads nothing unmade or freed', () => {
  fc.assert(
    fc.property(graphRecipe, (recipe) => {
      const doc = buildGraph(recipe, inOrder);
      const { values } = runPlan(planOf(doc));
      for (const id of outputs(doc)) expect(values.get(id)).toBe(evaluate(doc, id));
    }),
    { numRuns: 300 },
  );
});

test('every needed node is in the plan exactly once, others not at all', () => {
  fc.assert(
    fc.property(graphRecipe, (recipe) => {
      const doc = buildGraph(recipe, inOrder);
      const needed = ancestors(doc, outputs(doc));
      const { runs } = runPlan(planOf(doc));
      expect([...runs.keys()].sort()).toEqual([...needed].sort());
      expect(new Set(runs.values())).toEqual(new Set([1]));
    }),
    { numRuns: 200 },
  );
});

test('ids change neither keys nor what runs together', () => {
  fc.assert(
    fc.property(graphRecipe, (recipe) => {
      const keysOf = (name: (index: number) => string) =>
        planOf(buildGraph(recipe, name))
          .steps.map((step) =>
            membersOf(step)
              .map(({ key }) => key)
              .sort(),
          )
          .sort();
      // The order of wires on one port belongs to the graph's meaning, and edges keep their ids.
      expect(keysOf(shuffled)).toEqual(keysOf(inOrder));
    }),
    { numRuns: 200 },
  );
});

test('equal keys mean equal values, and nodes that only write are never one', () => {
  fc.assert(
    fc.property(graphRecipe, (recipe) => {
      const doc = buildGraph(recipe, inOrder);
      const plan = planOf(doc);
      const { values } = runPlan(plan);
      const byKey = new Map<string, string>();
      for (const member of plan.steps.flatMap((step) =>
        step.kind === 'loop' ? [step.end] : step.members,
      )) {
        const value = values.get(member.nodes[0]) ?? '';
        expect(byKey.get(member.key) ?? value).toBe(value);
        byKey.set(member.key, value);
        if (member.type === 'write') expect(member.nodes).toHaveLength(1);
      }
    }),
    { numRuns: 200 },
  );
});

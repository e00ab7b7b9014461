import { emptyDocument, type GraphDocument, type GraphNode } from '@core/graph/document';
import { newSeeds, queuedSeeds } from '@core/graph/seeds';
import { catalog } from '@nodes';
import { expect, it } from 'vitest';

const node = (type: string, params: GraphNode['params'] = {}): GraphNode => ({
  type,
  version: 1,
  params,
  position: { x: 0, y: 0 },
});
const doc = (params: GraphNode['params'], wired = true): GraphDocument => ({
  ...emptyDocument('t'),
  nodes: { seed: node('seed', params), noise: node('noise', { seed: 7 }) },
  edges: wired
    ? { w: { from: { node: 'seed', port: 'seed' }, to: { node: 'noise', port: 'seed' } } }
    : {},
});
const value = (graph: GraphDocument) => graph.nodes.seed?.params.value;
const half = () => 0.5;

it('a seed that counts goes on from the run that waits before', () => {
  const counting = doc({ mode: 'increment', value: 5 });
  const first = queuedSeeds(counting, null, half);
  expect(value(first)).toBe(5);
  const second = queuedSeeds(counting, first, half);
  expect(value(second)).toBe(6);
  expect(value(queuedSeeds(counting, second, half))).toBe(7);
});

it('a seed that is drawn is drawn for each run, the graph itself stays as it is', () => {
  const drawn = doc({ mode: 'random', value: 5 });
  expect(value(queuedSeeds(drawn, null, half))).toBe(2 ** 31);
  expect(value(drawn)).toBe(5);
});

it('a fixed seed stays in the queue', () => {
  const fixed = doc({ mode: 'fixed', value: 5 });
  expect(value(queuedSeeds(fixed, fixed, half))).toBe(5);
});

it('new seeds are wanted: a fixed one is drawn, one that a wire sets is left alone', () => {
  const fresh = newSeeds(doc({ mode: 'fixed', value: 5 }), catalog, null, half);
  expect(value(fresh)).toBe(2 ** 31);
  expect(fresh.nodes.noise?.params.seed).toBe(7);
  const alone = newSeeds(doc({ mode: 'fixed', value: 5 }, false), catalog, null, half);
  expect(alone.nodes.noise?.params.seed).toBe(2 ** 31);
});

it('where a Seed node draws or counts by itself, only it moves', () => {
  const graph = doc({ mode: 'increment', value: 5 }, false);
  const fresh = newSeeds(graph, catalog, graph, half);
  expect(value(fresh)).toBe(6);
  expect(fresh.nodes.noise?.params.seed).toBe(7);
});

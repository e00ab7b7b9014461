import { analyse } from '@core/graph/analyse';
import type { GraphDocument } from '@core/graph/document';
import { catalog } from '@nodes';
import { expect, test } from 'vitest';
import { graph, textToImage } from './helpers/graphs';
import { bundledLibrary } from './helpers/library';

const models = await bundledLibrary();

/** Text to image with a sweep on a parameter of one of its nodes. */
function swept(to: `${string}.${string}`, values: string): GraphDocument {
  const doc = textToImage({ steps: 2 });
  const more = graph({ sweep: ['sweep', { values }] }, []);
  const [node = '', port = ''] = to.split('.');
  return {
    ...doc,
    nodes: { ...doc.nodes, ...more.nodes },
    edges: { ...doc.edges, swept: { from: { node: 'sweep', port: 'value' }, to: { node, port } } },
  };
}

const errorsOf = (doc: GraphDocument) =>
  analyse(doc, catalog, models).problems.filter(({ severity }) => severity === 'error');

test('a value that breaks a later node is a problem of the graph, before anything runs', () => {
  expect(errorsOf(swept('noise.width', '64, 128'))).toEqual([]);
  const [problem, ...others] = errorsOf(swept('noise.width', '64, 68, 128, 132'));
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ node: 'denoise', code: 'latent-size-not-multiple' });
  expect(problem?.message).toMatch(/^With Width 68 \(and another value\): .*17 × 16 cells/);
});

test('what the first value breaks as well is told once, without a value', () => {
  const errors = errorsOf(swept('noise.width', '68, 132'));
  expect(errors).toHaveLength(1);
  expect(errors[0]?.message).not.toMatch(/^With/);
});

test('a switch whose other side does not fit is told with its index', () => {
  const doc = swept('noise.width', '64');
  const more = graph(
    { sweep: ['sweep', { values: '0, 1' }], which: ['switch'], empty: ['noise', { width: 68 }] },
    [
      'sweep.value>which.index',
      'noise.latent>which.inputs',
      'empty.latent>which.inputs',
      'pipeline.autoencoder>empty.autoencoder',
      'which.output>denoise.latent',
    ],
  );
  const edges = Object.entries(doc.edges).filter(
    ([id, { to }]) => id !== 'swept' && !(to.node === 'denoise' && to.port === 'latent'),
  );
  const added = Object.entries(more.edges).map(([id, wire]) => [`more-${id}`, wire] as const);
  const whole = {
    ...doc,
    nodes: { ...doc.nodes, ...more.nodes },
    edges: Object.fromEntries([...edges, ...added]),
  };
  const errors = errorsOf(whole);
  expect(errors).toMatchObject([{ node: 'denoise', code: 'latent-size-not-multiple' }]);
  expect(errors[0]?.message).toMatch(/^With .* 1: /);
});

test('looking at every value leaves what is known of the graph itself as it was', () => {
  const doc = swept('schedule.steps', '1..6');
  const before = analyse(doc, catalog, models);
  const after = analyse({ ...doc }, catalog, models);
  for (const id of Object.keys(doc.nodes)) expect(after.nodes[id]).toBe(before.nodes[id]);
});

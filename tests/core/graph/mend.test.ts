import type { Problem } from '@core/errors';
import { analyse } from '@core/graph/analyse';
import { applyEdit } from '@core/graph/apply-edit';
import type { GraphDocument } from '@core/graph/document';
import { mendFor } from '@core/graph/mend';
import { catalog } from '@nodes';
import { beforeAll, expect, it } from 'vitest';
import { textToImage, withParams } from '../../engine/helpers/graphs';
import { bundledLibrary } from '../../engine/helpers/library';

let models: Awaited<ReturnType<typeof bundledLibrary>>;
beforeAll(async () => {
  const all = await bundledLibrary();
  models = all.slice(0, 1);
}, 60_000);

const problemsOf = (doc: GraphDocument) => analyse(doc, catalog, models).problems;
const errorsOf = (doc: GraphDocument) =>
  problemsOf(doc).filter(({ severity }) => severity === 'error');
const one = (doc: GraphDocument, code: string): Problem => {
  const found = problemsOf(doc).find((problem) => problem.code === code);
  if (!found) throw new Error(`no ${code}: ${problemsOf(doc).map((p) => p.code)}`);
  return found;
};
const mend = (doc: GraphDocument, problem: Problem) => mendFor({ doc, catalog, models, problem });
const rewired = (doc: GraphDocument, wires: GraphDocument['edges']): GraphDocument => ({
  ...doc,
  edges: wires,
});

it('sets a number out of range to the nearest that is possible', () => {
  const doc = withParams(textToImage(), 'schedule', { steps: 1e6 });
  const found = mend(doc, one(doc, 'param-range'));
  expect(found?.label).toMatch(/^Set to \d+/);
  expect(found && errorsOf(applyEdit(doc, found.edit.edit).doc)).toEqual([]);
});

it('wires the one model part that an input can take', () => {
  const whole = textToImage();
  const cut = Object.entries(whole.edges).filter(
    ([, { to }]) => !(to.node === 'decode' && to.port === 'autoencoder'),
  );
  const doc = rewired(whole, Object.fromEntries(cut));
  const found = mend(doc, one(doc, 'missing-input'));
  expect(found?.label).toBe('Wire the Autoencoder');
  expect(found && errorsOf(applyEdit(doc, found.edit.edit).doc)).toEqual([]);
});

it('inserts the decoder with its autoencoder into a wire from a latent to an image', () => {
  const whole = textToImage();
  const { decode: _decode, ...nodes } = whole.nodes;
  const wires = Object.entries(whole.edges).filter(
    ([, { from, to }]) => from.node !== 'decode' && to.node !== 'decode',
  );
  const bad = { from: { node: 'denoise', port: 'latent' }, to: { node: 'show', port: 'image' } };
  const doc = { ...whole, nodes, edges: { ...Object.fromEntries(wires), bad } };
  const found = mend(doc, one(doc, 'kind-mismatch'));
  expect(found?.label).toBe('Insert Decode');
  if (!found) return;
  const applied = applyEdit(doc, found.edit.edit);
  expect(errorsOf(applied.doc)).toEqual([]);
  expect(applyEdit(applied.doc, applied.inverse).doc).toEqual(doc);
});

it('offers nothing where two pipelines could be meant', () => {
  const whole = textToImage();
  const other = whole.nodes.pipeline;
  if (!other) throw new Error('no pipeline');
  const cut = Object.entries(whole.edges).filter(
    ([, { to }]) => !(to.node === 'decode' && to.port === 'autoencoder'),
  );
  const doc = { ...whole, nodes: { ...whole.nodes, other }, edges: Object.fromEntries(cut) };
  expect(mend(doc, one(doc, 'missing-input'))).toBeNull();
});

it('takes away a wire that leads nowhere', () => {
  const whole = textToImage();
  const bad = { from: { node: 'decode', port: 'image' }, to: { node: 'show', port: 'nothing' } };
  const doc = { ...whole, edges: { ...whole.edges, bad } };
  const found = mend(doc, one(doc, 'unknown-port'));
  expect(found?.label).toBe('Remove the wire');
  expect(found && applyEdit(doc, found.edit.edit).doc.edges).toEqual(whole.edges);
});

it('uses the only model there is instead of one that is missing', () => {
  const doc = withParams(textToImage(), 'pipeline', {
    model: { name: 'gone', hash: 'f'.repeat(64) },
  });
  const found = mend(doc, one(doc, 'model-missing'));
  expect(found?.label).toBe(`Use ${models[0]?.name}`);
  expect(found && errorsOf(applyEdit(doc, found.edit.edit).doc)).toEqual([]);
});

it('a problem that only its user can solve has no mend', () => {
  const doc = textToImage();
  const problem: Problem = { severity: 'error', code: 'tokens-missing', message: 'x' };
  expect(mend(doc, problem)).toBeNull();
});

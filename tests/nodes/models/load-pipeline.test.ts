import type { ModelRef } from '@core/models/manifest';
import { catalog } from '@nodes';
import { expect, it } from 'vitest';
import { library } from '../../core/graph/helpers/manifests';

const [emoji] = library;
if (!emoji) throw new Error('the library is empty');

/** What Load pipeline says of a model a graph names. */
function problemsFor(model: ModelRef | null) {
  const definition = catalog.get('load-pipeline');
  const result = definition?.infer({
    inputs: {},
    params: { model, provider: 'auto' },
    models: library,
  });
  return (result?.problems ?? []).filter(({ code }) => code !== 'pipeline-part-missing');
}

it('the very model, by hash or by a name alone, is taken without a word', () => {
  expect(problemsFor({ name: 'renamed', hash: emoji.hash })).toEqual([]);
  expect(problemsFor({ name: emoji.name })).toEqual([]);
});

it.each([
  ['name', { name: emoji.name, hash: 'other' }],
  ['family', { name: 'my copy', family: emoji.family, hash: 'other' }],
  ['path', { name: 'my copy', path: emoji.folder, hash: 'other' }],
])('a model found by its %s alone is used, and said', (by, ref) => {
  const [problem, ...others] = problemsFor(ref);
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ severity: 'warning', code: 'model-substituted' });
  expect(problem?.message).toContain(`made with another ${ref.name}`);
  expect(problem?.message).toContain(`${emoji.name} was found by its ${by}`);
  expect(problem?.hint).toContain('Choose the model again');
});

it('a model that is nowhere is an error that names it and where to add it', () => {
  const [problem] = problemsFor({ name: 'mine', family: 'sd', hash: 'other' });
  expect(problem).toMatchObject({ severity: 'error', code: 'model-missing' });
  expect(problem?.message).toContain('mine is not in the library');
  expect(problem?.hint).toMatch(/Settings, Models; .*--models/);
  expect(problemsFor(null)).toMatchObject([{ severity: 'error', code: 'model-not-chosen' }]);
});

it('an autoencoder alone is whole: what it has no U-Net for is no problem', () => {
  const { unet: _unet, textEncoder: _text, classEmbedder: _class, ...parts } = emoji.parts;
  const alone = { ...emoji, name: 'first-stage', hash: 'alone', parts };
  const result = catalog.get('load-pipeline')?.infer({
    inputs: {},
    params: { model: { name: 'first-stage' }, provider: 'auto' },
    models: [alone],
  });
  expect(result?.problems).toEqual([]);
  // A schedule it was never trained with is not passed on as if it were known.
  expect(result?.outputs.schedule).toEqual({ kind: 'schedule-defaults' });
});

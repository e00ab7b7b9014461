import { analyse } from '@core/graph/analyse';
import { applyEdit } from '@core/graph/apply-edit';
import type { GraphDocument } from '@core/graph/document';
import {
  type ConditioningSource,
  conditioningChoices,
  type InsertArgs,
  insertConditioning,
} from '@core/graph/insert-conditioning/insert-conditioning';
import { removeNodes } from '@core/graph/remove-nodes';
import { catalog } from '@nodes';
import { afterAll, describe, expect, it } from 'vitest';
import { textToImage, unfoldedTextToImage, withParams } from './helpers/graphs';
import { bundledLibrary } from './helpers/library';
import { eventsOf, testEngine } from './helpers/run-engine';

const { run, dispose } = testEngine();
afterAll(dispose);

/** Sources that the bundled model has, by its own files. */
const sources: readonly ConditioningSource[] = [
  'text',
  'class',
  'semantic',
  'layout',
  'blurred',
  'masked',
];

async function insert(
  doc: GraphDocument,
  args: Pick<InsertArgs, 'to' | 'source'> & Partial<InsertArgs>,
): Promise<GraphDocument> {
  const models = await bundledLibrary();
  const analysis = analyse(doc, catalog, models);
  const made = insertConditioning({
    doc,
    catalog,
    models,
    analysis,
    mode: 'join',
    taken: [],
    ...args,
  });
  if (!made.ok) throw new Error(made.error.message);
  return applyEdit(doc, made.value.edit).doc;
}

async function expectRuns(doc: GraphDocument): Promise<void> {
  const { problems } = analyse(doc, catalog, await bundledLibrary());
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { end, events } = await run(doc);
  expect(end.error).toBeUndefined();
  expect(eventsOf(events, 'result').length).toBeGreaterThan(0);
}

/** No conditioning yet, and no null side. */
function bare(): GraphDocument {
  const doc = textToImage({ steps: 2 });
  const removed = removeNodes({ doc, catalog, ids: ['prompt', 'encode', 'none'] });
  if (!removed) throw new Error('nothing was removed');
  return applyEdit(doc, removed.edit).doc;
}

describe('conditioning inserted at Denoise runs', () => {
  it.each(sources)('%s where nothing was wired', async (source) => {
    await expectRuns(await insert(bare(), { to: { node: 'denoise' }, source }));
  });

  it.each(sources)('%s beside text, with guidance', async (source) => {
    const doc = await insert(textToImage({ steps: 2 }), { to: { node: 'denoise' }, source });
    expect(
      Object.values(doc.nodes).filter(({ type }) => type === 'null-conditioning'),
    ).toHaveLength(1);
    await expectRuns(doc);
  });

  it.each(sources)('%s chosen by a Switch, and the text again', async (source) => {
    const to = { node: 'denoise', port: 'conditioning' };
    const doc = await insert(textToImage({ steps: 2 }), { to, source, mode: 'switch' });
    await expectRuns(doc);
    await expectRuns(withParams(doc, 'switch-1', { index: 0 }));
  });

  it.each(sources)('%s at a step of an unfolded loop', async (source) => {
    const to = { node: 'conditional' };
    await expectRuns(await insert(unfoldedTextToImage({ steps: 2 }), { to, source }));
  });

  it.each(['text', 'class'] as const)('%s as the negative side', async (source) => {
    const to = { node: 'denoise', port: 'nullConditioning' };
    const doc = await insert(textToImage({ steps: 2 }), { to, source });
    const wires = Object.values(doc.edges).filter((edge) => edge.to.port === 'nullConditioning');
    expect(wires).toHaveLength(1);
    await expectRuns(doc);
  });

  it('fits a picture of another size', async () => {
    const doc = withParams(textToImage({ steps: 1 }), 'noise', { width: 128, height: 64 });
    await expectRuns(await insert(doc, { to: { node: 'denoise' }, source: 'blurred' }));
  });
});

describe('the list of sources', () => {
  it('names what the model has no part for, with the reason', async () => {
    const models = await bundledLibrary();
    const doc = textToImage();
    const analysis = analyse(doc, catalog, models);
    const listed = conditioningChoices({ doc, catalog, models, analysis, to: { node: 'denoise' } });
    if (!listed.ok) throw new Error(listed.error.message);
    const { choices, wired } = listed.value;
    expect(wired).toBe(1);
    expect(choices.filter(({ refusal }) => !refusal).map(({ source }) => source)).toEqual(sources);
    const image = choices.find(({ source }) => source === 'image');
    expect(image?.refusal?.message).toMatch(/has no image encoder/);
  });

  it('says that the null side takes no pictures, and that a node without a U-Net is not known', async () => {
    const models = await bundledLibrary();
    const doc = textToImage();
    const args = { doc, catalog, models, analysis: analyse(doc, catalog, models) };
    const to = { node: 'denoise', port: 'nullConditioning' };
    const listed = conditioningChoices({ ...args, to });
    if (!listed.ok) throw new Error(listed.error.message);
    const semantic = listed.value.choices.find(({ source }) => source === 'semantic');
    expect(semantic?.refusal?.code).toBe('null-side');
    expect(conditioningChoices({ ...args, to: { node: 'decode' } })).toMatchObject({
      ok: false,
      error: { code: 'no-conditioning-port' },
    });
    const alone = withoutUnet(doc);
    expect(
      conditioningChoices({
        ...args,
        doc: alone,
        analysis: analyse(alone, catalog, models),
        to: { node: 'denoise' },
      }),
    ).toMatchObject({ ok: false, error: { code: 'no-unet' } });
  });
});

function withoutUnet(doc: GraphDocument): GraphDocument {
  const edges = Object.entries(doc.edges).filter(([, { to }]) => to.port !== 'unet');
  return { ...doc, edges: Object.fromEntries(edges) };
}

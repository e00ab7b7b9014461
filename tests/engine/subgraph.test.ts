import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyEdit } from '@core/graph/apply-edit';
import type { GraphDocument } from '@core/graph/document';
import { parseDocument } from '@core/graph/parse';
import { setParamAt } from '@core/graph/subgraph/every-node';
import { innerGraphOf } from '@core/graph/subgraph/inner-graph';
import { makeSubgraph } from '@core/graph/subgraph/make-subgraph';
import { unpackSubgraph } from '@core/graph/subgraph/unpack-subgraph';
import { graphKeyword } from '@core/images/graph-keyword';
import { readPngText } from '@core/images/png-text';
import { catalog } from '@nodes';
import { afterAll, expect, test } from 'vitest';
import { textToImage, unfoldedTextToImage, withParams } from './helpers/graphs';
import { eventsOf, resultPng, testEngine } from './helpers/run-engine';

const { run, dispose, outputFolder } = testEngine();
afterAll(dispose);

function enclose(doc: GraphDocument, ...ids: string[]): { doc: GraphDocument; id: string } {
  const made = makeSubgraph({ doc, catalog, models: [], ids });
  if (!made.ok) throw new Error(made.error.message);
  return { doc: applyEdit(doc, made.value.edit).doc, id: made.value.ids[0] ?? '' };
}

const nodesNamed = (events: readonly object[]) =>
  new Set(
    events.flatMap((event) =>
      'node' in event && typeof event.node === 'string' ? [event.node] : [],
    ),
  );

test('a subgraph gives the same bytes, is told as one node, and is served from the cache', async () => {
  const plain = textToImage({ steps: 3, seed: 5 });
  const alone = await run(plain, { previews: true });
  const { doc, id } = enclose(plain, 'noise', 'schedule', 'denoise', 'decode');
  // The cache knows values by what they are made of, not by ids: what runs inside is the same.
  const again = await run(doc, { previews: true });
  expect(again.end.error).toBeUndefined();
  expect(again.cached).toContain(id);
  expect(resultPng(again)).toEqual(resultPng(alone));

  const other = await run(applyEdit(doc, setParamAt([id, 'noise'], 'seed', 6)).doc, {
    previews: true,
  });
  expect(other.end.error).toBeUndefined();
  expect(other.ran).toContain(id);
  expect(resultPng(other)).toEqual(resultPng(await run(withParams(plain, 'noise', { seed: 6 }))));
  expect([...nodesNamed(other.events)].filter((node) => !Object.hasOwn(doc.nodes, node))).toEqual(
    [],
  );
  const finished = eventsOf(other.events, 'nodeFinished').filter(({ node }) => node === id);
  expect(finished).toHaveLength(1);
  expect(Object.values(finished[0]?.outputs ?? {})).toMatchObject([{ kind: 'image' }]);
  expect(eventsOf(other.events, 'progress').some(({ node }) => node === id)).toBe(true);
  const previews = eventsOf(other.events, 'preview').filter(({ node }) => node === id);
  expect(previews.length).toBeGreaterThan(0);
  expect(other.reasons[id]).toBeTruthy();
});

test('a loop inside, a loop around, a subgraph in a subgraph, and unpacking: the same bytes', async () => {
  const plain = unfoldedTextToImage({ steps: 3, seed: 9 });
  const png = resultPng(await run(plain));
  const loop = ['begin', 'conditional', 'unconditional', 'guidance', 'step', 'end'];
  const whole = enclose(plain, ...loop);
  const nested = enclose(whole.doc, whole.id, 'decode', 'noise');
  const body = enclose(plain, 'conditional', 'unconditional', 'guidance');
  const half = enclose(plain, 'conditional');
  const unpacked = unpackSubgraph(nested.doc, catalog, nested.id);
  if (!unpacked.ok) throw new Error(unpacked.error.message);
  const back = applyEdit(nested.doc, unpacked.value.edit).doc;
  for (const doc of [whole.doc, nested.doc, body.doc, half.doc, back]) {
    // A fresh engine: nothing may come from a cache.
    const fresh = testEngine();
    const done = await fresh.run(doc);
    expect(done.end.error).toBeUndefined();
    expect(resultPng(done)).toEqual(png);
    await fresh.dispose();
  }
});

test('runs to a subgraph', async () => {
  const { doc, id } = enclose(textToImage({ steps: 2, seed: 77 }), 'denoise', 'decode');
  const { end, ran } = await run(doc, { targets: [id] });
  expect(end.error).toBeUndefined();
  expect(ran).toContain(id);
  expect(ran).not.toContain('show');
});

test('a problem inside is told at the subgraph and names the node', async () => {
  const { doc, id } = enclose(textToImage({ steps: 2 }), 'schedule', 'denoise', 'decode');
  const bad = applyEdit(doc, setParamAt([id, 'schedule'], 'steps', 0)).doc;
  const { end, events, ran } = await run(bad);
  expect(ran).toEqual([]);
  expect(end.error).toMatchObject({ code: 'param-range', node: id });
  expect(end.error?.message).toMatch(/^In Subgraph: Steps of Schedule/);
  expect(eventsOf(events, 'nodeFailed')).toMatchObject([{ node: id }]);
});

test('a failure inside while it runs is told there too', async () => {
  const plain = textToImage({ steps: 1 });
  const { show } = plain.nodes;
  if (!show) throw new Error('no output');
  plain.nodes.show = { ...show, type: 'save-image', params: { name: 'a' } };
  const { doc, id } = enclose(plain, 'decode', 'show');
  const { end, events } = await run(doc, { outputFolder: '/proc/nowhere' });
  expect(end).toMatchObject({ status: 'failed', error: { node: id } });
  expect(end.error?.message).toMatch(/^In Subgraph: /);
  expect(eventsOf(events, 'nodeFailed').at(-1)?.node).toBe(id);
});

test('an input that nothing is wired to is named as the subgraph calls it', async () => {
  const { doc, id } = enclose(textToImage({ steps: 1 }), 'denoise', 'decode');
  const [wire = ''] =
    Object.entries(doc.edges).find(
      ([, { from, to }]) => to.node === id && from.node === 'schedule',
    ) ?? [];
  const { [wire]: _, ...edges } = doc.edges;
  const { end } = await run({ ...doc, edges });
  expect(end.error).toMatchObject({ code: 'missing-input', node: id });
  expect(end.error?.message).toBe('Subgraph needs a wire on Schedule: Denoise inside needs it.');
  expect(end.error?.port).toMatch(/^graph-input-/);
});

test('a sweep inside makes a grid, and files carry the graph as people see it', async () => {
  const plain = textToImage({ steps: 1, seed: 3 });
  const { show } = plain.nodes;
  if (!show) throw new Error('no output');
  plain.nodes.show = { ...show, type: 'save-image', params: { name: 'inside' } };
  plain.nodes.sweep = {
    type: 'sweep',
    version: 1,
    params: { values: '2, 3' },
    position: { x: 0, y: 0 },
  };
  plain.edges.swept = {
    from: { node: 'sweep', port: 'value' },
    to: { node: 'denoise', port: 'guidanceScale' },
  };
  const { doc, id } = enclose(plain, 'sweep', 'denoise', 'decode', 'show');
  const { end, events } = await run(doc);
  expect(end.error).toBeUndefined();
  expect(eventsOf(events, 'sweep').map(({ label }) => label)).toEqual([
    'Guidance scale 2',
    'Guidance scale 3',
  ]);
  expect(eventsOf(events, 'result')).toMatchObject([{ node: id, seed: 3 }]);
  const valuesIn = (file: string) => {
    const text = readPngText(readFileSync(join(outputFolder, file)), graphKeyword);
    const parsed = text.ok && text.value !== null ? parseDocument(text.value) : null;
    const found = parsed?.ok ? parsed.value.doc : undefined;
    return innerGraphOf(found?.nodes[id])?.nodes.sweep?.params.values;
  };
  expect(valuesIn('inside-grid.png')).toBe('2, 3');
  expect(valuesIn('inside-guidance-scale-3.png')).toBe('3');
});

test('a wired parameter and a seed reach inside', async () => {
  const plain = textToImage({ steps: 1, seed: 1 });
  plain.nodes.seed = {
    type: 'seed',
    version: 1,
    params: { value: 42 },
    position: { x: 0, y: 0 },
  };
  plain.nodes.number = {
    type: 'number',
    version: 1,
    params: { value: 2 },
    position: { x: 0, y: 0 },
  };
  plain.edges.s = { from: { node: 'seed', port: 'seed' }, to: { node: 'noise', port: 'seed' } };
  plain.edges.n = {
    from: { node: 'number', port: 'value' },
    to: { node: 'schedule', port: 'steps' },
  };
  const png = resultPng(await run(plain));
  const { doc } = enclose(plain, 'noise', 'schedule', 'denoise', 'decode');
  const done = await run(doc);
  expect(done.end.error).toBeUndefined();
  expect(resultPng(done)).toEqual(png);
  expect(eventsOf(done.events, 'result')[0]?.seed).toBe(42);
});

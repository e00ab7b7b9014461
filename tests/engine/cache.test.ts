import { afterAll, expect, test } from 'vitest';
import { textToImage, unfoldedTextToImage, withParams } from './helpers/graphs';
import { eventsOf, resultPng, testEngine } from './helpers/run-engine';

const { run, dispose, engine } = testEngine();
afterAll(dispose);

const sorted = (nodes: readonly string[]) => [...nodes].sort();

test('a second run is all from the cache and shows the same picture again', async () => {
  const doc = textToImage({ steps: 3 });
  const first = await run(doc);
  expect(first.cached).toEqual([]);
  expect(Object.values(first.reasons)).toEqual(
    Object.values(first.reasons).map(() => 'not run yet'),
  );
  const second = await run(doc);
  expect(second.ran).toEqual([]);
  expect(sorted(second.cached)).toEqual(sorted(Object.keys(doc.nodes)));
  expect(second.end).toMatchObject({ status: 'completed', sessionMs: 0 });
  expect(resultPng(second)).toEqual(resultPng(first));
});

test('a change re-runs only what depends on it, and says why', async () => {
  const doc = textToImage({ steps: 3 });
  await run(doc);
  const guided = await run(withParams(doc, 'denoise', { guidanceScale: 7 }));
  expect(sorted(guided.ran)).toEqual(['decode', 'denoise', 'show']);
  expect(guided.reasons.denoise).toBe('guidance scale changed');
  expect(guided.reasons.decode).toBe('upstream: Denoise changed');
  expect(guided.reasons.noise).toBe('in the cache');

  const prompted = await run(withParams(doc, 'prompt', { text: 'taxi' }));
  expect(sorted(prompted.ran)).toEqual(['decode', 'denoise', 'encode', 'prompt', 'show']);
  expect(prompted.reasons.prompt).toBe('prompt changed');

  // A to B to A: nothing is computed again.
  expect((await run(doc)).ran).toEqual([]);
});

test('inside a loop each node says why it runs', async () => {
  const doc = unfoldedTextToImage({ steps: 2 });
  await run(doc);
  const { reasons } = await run(withParams(doc, 'noise', { seed: 1234 }));
  expect(reasons.noise).toBe('seed changed');
  expect(reasons.begin).toBe('upstream: Noise changed');
  expect(reasons.conditional).toBe('its loop runs again');
  expect(reasons.end).toBe('its loop runs again');
});

test('names of nodes and places on the canvas do not matter', async () => {
  const doc = textToImage({ steps: 3, seed: 21 });
  await run(doc);
  const renamed = JSON.parse(JSON.stringify(doc).replaceAll('"denoise"', '"zz"')) as typeof doc;
  for (const node of Object.values(renamed.nodes)) {
    if (node.type === 'zz') node.type = 'denoise';
    node.position = { x: 9, y: 9 };
  }
  expect((await run(renamed)).ran).toEqual([]);
});

test('two equal nodes run once, and both show the result', async () => {
  const doc = textToImage({ steps: 2, seed: 31 });
  doc.nodes.show2 = { type: 'preview-image', version: 1, params: {}, position: { x: 0, y: 0 } };
  doc.edges.twin = {
    from: { node: 'decode', port: 'image' },
    to: { node: 'show2', port: 'image' },
  };
  const finished = await run(doc);
  expect(eventsOf(finished.events, 'result').map(({ node }) => node)).toEqual(['show', 'show2']);
});

test('releasing memory is said as the reason to run again', async () => {
  const doc = textToImage({ steps: 2, seed: 51 });
  await run(doc);
  engine.handle({ kind: 'releaseMemory' });
  const again = await run(doc);
  expect(again.cached).toEqual([]);
  expect(again.reasons.denoise).toBe('left the cache');
});

test('only what the targets need runs', async () => {
  const doc = textToImage({ steps: 2, seed: 61 });
  const { ran, cached } = await run(doc, { targets: ['encode'] });
  expect(sorted([...ran, ...cached])).toEqual(['encode', 'pipeline', 'prompt']);
});

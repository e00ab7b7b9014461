import { InferenceSession } from 'onnxruntime-node';
import { PNG } from 'pngjs';
import { afterAll, expect, test, vi } from 'vitest';
import { textToImage, unfoldedTextToImage, withParams } from './helpers/graphs';
import { eventsOf, resultPng, testEngine } from './helpers/run-engine';

/** The runtime's declarations leave out that its factory is a class. */
const { prototype: sessionPrototype } = InferenceSession as unknown as {
  prototype: InferenceSession;
};

const { run, dispose, engine } = testEngine();
afterAll(dispose);

function deviation(values: Uint8Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/** Nothing from the cache: what is compared was computed twice. */
const forget = () => engine.handle({ kind: 'releaseMemory' });

test('text to image gives a picture of 64 x 64 that is not blank', async () => {
  const finished = await run(textToImage());
  expect(finished.end).toMatchObject({ status: 'completed', error: undefined });
  const image = PNG.sync.read(Buffer.from(resultPng(finished)));
  expect(image).toMatchObject({ width: 64, height: 64 });
  expect(deviation(image.data), 'a blank picture has no spread').toBeGreaterThan(20);
  expect(finished.end.sessionMs).toBeGreaterThan(0);
  expect(finished.end.sessionMs).toBeLessThanOrEqual(finished.end.ms);
});

test('the same seed gives the same bytes, another seed others', async () => {
  const first = resultPng(await run(textToImage({ seed: 7 })));
  forget();
  const again = await run(textToImage({ seed: 7 }));
  expect(again.cached).toEqual([]);
  expect(resultPng(again)).toEqual(first);
  expect(resultPng(await run(textToImage({ seed: 8 })))).not.toEqual(first);
});

test('the unfolded zone gives the same bytes as the closed Denoise', async () => {
  forget();
  const closed = await run(textToImage({ seed: 3, prompt: 'smiling face' }));
  forget();
  const unfolded = await run(unfoldedTextToImage({ seed: 3, prompt: 'smiling face' }));
  expect(unfolded.ran).toContain('guidance');
  expect(resultPng(unfolded)).toEqual(resultPng(closed));
});

test('the two U-Net steps of guidance run as one batch, one run an iteration', async () => {
  forget();
  const steps = 5;
  // Watches the real runtime; nothing is replaced.
  const runs = vi.spyOn(sessionPrototype, 'run');
  const unfolded = await run(unfoldedTextToImage({ steps }));
  const iterations = eventsOf(unfolded.events, 'progress').filter(({ node }) => node === 'end');
  expect(iterations.map(({ iteration, of }) => [iteration, of])).toEqual(
    [1, 2, 3, 4, 5].map((iteration) => [iteration, steps]),
  );
  const ms = (node: string) =>
    eventsOf(unfolded.events, 'nodeFinished').find((event) => event.node === node)?.ms;
  expect(ms('conditional')).toBeGreaterThan(0);
  expect(ms('conditional')).toBe(ms('unconditional'));
  // Empty prompt and prompt: one run each; the U-Net: one an iteration; the decoder: one.
  expect(runs.mock.calls).toHaveLength(2 + steps + 1);
  const batches = runs.mock.calls.flatMap(([feeds]) => {
    const sample = 'timestep' in feeds ? feeds.sample : undefined;
    return sample && 'dims' in sample ? [sample.dims[0]] : [];
  });
  expect(batches).toEqual([2, 2, 2, 2, 2]);
});

test('a batch gives a result for each of its pictures, each of them another', async () => {
  const finished = await run(textToImage({ batch: 2, steps: 4 }));
  const results = eventsOf(finished.events, 'result').map(({ content }) => content);
  expect(results).toHaveLength(2);
  expect(results[0]).not.toEqual(results[1]);
});

test('a result names the seed it was made with, wired or not', async () => {
  const own = await run(textToImage({ seed: 41, steps: 1 }));
  expect(eventsOf(own.events, 'result')[0]?.seed).toBe(41);
  const wired = textToImage({ seed: 41, steps: 1 });
  wired.nodes.seed = { type: 'seed', version: 1, params: { value: 99 }, position: { x: 0, y: 0 } };
  wired.edges.s = { from: { node: 'seed', port: 'seed' }, to: { node: 'noise', port: 'seed' } };
  expect(eventsOf((await run(wired)).events, 'result')[0]?.seed).toBe(99);
});

test('previews of the predicted clean image come only when somebody looks', async () => {
  const blind = await run(textToImage({ steps: 3, previewEvery: 1, seed: 500 }));
  expect(eventsOf(blind.events, 'preview').filter(({ node }) => node === 'denoise')).toEqual([]);
  const seen = await run(textToImage({ steps: 3, previewEvery: 1, seed: 501 }), { previews: true });
  const previews = eventsOf(seen.events, 'preview').filter(({ node }) => node === 'denoise');
  expect(previews.length).toBeGreaterThan(0);
  expect(previews.at(-1)).toMatchObject({
    iteration: 3,
    of: 3,
    content: { kind: 'image', width: 64, height: 64 },
  });
});

test('events count up without gaps, planned comes before anything runs', async () => {
  const { events } = await run(textToImage({ steps: 2, seed: 77 }));
  const numbers = events.map(({ seq }) => seq);
  expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
  expect(events[0]?.kind).toBe('planned');
  expect(events.at(-1)?.kind).toBe('runFinished');
});

test('previews do not change the picture', async () => {
  forget();
  const without = resultPng(await run(textToImage({ seed: 9, steps: 4 })));
  forget();
  const doc = withParams(textToImage({ seed: 9, steps: 4 }), 'denoise', { previewEvery: 1 });
  expect(resultPng(await run(doc, { previews: true }))).toEqual(without);
});

import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { textToImage } from './helpers/graphs';
import { eventsOf, resultPng, type TestEngine, testEngine } from './helpers/run-engine';

// The U-Net (85 MB) fits alone, but not beside the decoder (3.4 MB) that shows its previews.
let tight: TestEngine;
beforeAll(() => {
  vi.stubEnv('PATCHBAY_SESSIONS_MB', '128');
  tight = testEngine();
  vi.unstubAllEnvs();
});
afterAll(() => tight.dispose());

test('a model that gave way to previews in the middle of its loop is opened again', async () => {
  const roomy = testEngine();
  const doc = textToImage({ steps: 3, seed: 5 });
  const expected = resultPng(await roomy.run(doc, { previews: true }));
  await roomy.dispose();
  const finished = await tight.run(doc, { previews: true });
  expect(finished.end.error).toBeUndefined();
  expect(eventsOf(finished.events, 'preview').length).toBeGreaterThan(0);
  expect(Buffer.from(resultPng(finished)).equals(expected)).toBe(true);
});

test('memory asked back in the middle of a run is given back after it, not taken from the next', async () => {
  const doc = textToImage({ steps: 2, seed: 6 });
  const { engine, run, dispose } = testEngine();
  let next: ReturnType<typeof run> | undefined;
  await run(doc, {
    onEvent(event) {
      if (event.kind === 'progress') engine.handle({ kind: 'releaseMemory' });
      // In the very turn in which it ended.
      if (event.kind === 'runFinished') next ??= run(textToImage({ steps: 2, seed: 7 }));
    },
  });
  expect((await next)?.end.error).toBeUndefined();
  expect((await next)?.cached).toEqual([]);
  await dispose();
});

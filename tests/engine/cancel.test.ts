import { afterAll, expect, test } from 'vitest';
import { textToImage, unfoldedTextToImage } from './helpers/graphs';
import { eventsOf, testEngine } from './helpers/run-engine';

const { run, dispose } = testEngine();
afterAll(dispose);

for (const [name, make, node] of [
  ['closed', textToImage, 'denoise'],
  ['unfolded', unfoldedTextToImage, 'end'],
] as const) {
  test(`a cancel in the middle of the ${name} loop stops within one step`, async () => {
    const finished = await run(make({ steps: 25, seed: 11 }), {
      onEvent(event, engine) {
        if (event.kind !== 'progress' || event.node !== node || event.iteration !== 3) return;
        // As it comes over a port: on a later turn of the event loop.
        setTimeout(() => engine.handle({ kind: 'cancel', runId: event.runId ?? '' }), 0);
      },
    });
    expect(finished.end.status).toBe('cancelled');
    const reached = eventsOf(finished.events, 'progress').map(({ iteration }) => iteration);
    expect(Math.max(...reached)).toBeLessThanOrEqual(4);
    expect(eventsOf(finished.events, 'nodeFailed')).toEqual([]);
    expect(eventsOf(finished.events, 'result')).toEqual([]);
  });
}

test('what ran before a cancel stays in the cache', async () => {
  const { cached, end } = await run(textToImage({ steps: 2, seed: 11 }));
  expect(end.status).toBe('completed');
  expect(cached).toContain('encode');
  expect(cached).toContain('noise');
});

test('a cancel of another run changes nothing', async () => {
  const finished = await run(textToImage({ steps: 2, seed: 12 }), {
    onEvent: (event, engine) => {
      if (event.kind === 'progress') engine.handle({ kind: 'cancel', runId: 'another' });
    },
  });
  expect(finished.end.status).toBe('completed');
});

test('a second run while one runs is refused, the first one finishes', async () => {
  let asked = false;
  const first = await run(textToImage({ steps: 3, seed: 13 }), {
    onEvent(event, engine) {
      if (event.kind !== 'progress' || asked) return;
      asked = true;
      engine.handle({
        kind: 'run',
        request: { runId: 'second', document: textToImage(), previews: false },
        library: [],
        outputFolder: '/tmp',
        bundledImages: '/tmp',
      });
    },
  });
  expect(first.end.status).toBe('completed');
  const refused = eventsOf(first.events, 'runFinished').find(({ runId }) => runId === 'second');
  expect(refused).toMatchObject({ status: 'failed', error: { code: 'engine-busy' } });
});

test('the next run may be asked for from within the end of the last one', async () => {
  let second = '';
  const { engine, run: runHere, dispose: end } = testEngine();
  await runHere(textToImage({ steps: 1 }), {
    onEvent(event) {
      if (event.kind === 'runFinished' && event.runId === 'run-1') {
        engine.handle({
          kind: 'run',
          request: { runId: 'next', document: textToImage(), previews: false },
          library: [],
          outputFolder: '/tmp',
          bundledImages: '/tmp',
        });
      }
      if (event.kind === 'runFinished' && event.runId === 'next') {
        second = event.error?.code ?? 'none';
      }
    },
  });
  await end();
  // Not busy: it fails for want of a library, which is its own problem.
  expect(second).not.toBe('');
  expect(second).not.toBe('engine-busy');
});

import { afterAll, expect, test } from 'vitest';
import { graph } from './helpers/graphs';
import { eventsOf, testEngine } from './helpers/run-engine';

const { run, dispose } = testEngine();
afterAll(dispose);

/** Noise of 256 px decoded in tiles of 128 px: nine of them. */
const tiled = () =>
  graph(
    {
      pipeline: ['load-pipeline', { model: { name: 'emoji-ldm' } }],
      noise: ['noise', { width: 256, height: 256 }],
      decode: ['decode', { tile: 128, overlap: 32 }],
      show: ['preview-image'],
    },
    [
      'pipeline.autoencoder>noise.autoencoder',
      'pipeline.autoencoder>decode.autoencoder',
      'noise.latent>decode.latent',
      'decode.image>show.image',
    ],
  );

test('each tile is told', async () => {
  const { end, events } = await run(tiled());
  expect(end.status).toBe('completed');
  const told = eventsOf(events, 'progress').filter(({ node }) => node === 'decode');
  expect(told.map(({ iteration, of }) => `${iteration}/${of}`)).toEqual(
    Array.from({ length: 9 }, (_, i) => `${i + 1}/9`),
  );
});

test('a cancel is seen between two tiles', async () => {
  const document = tiled();
  // Another seed: the picture above is in the cache.
  if (document.nodes.noise) document.nodes.noise.params.seed = 1;
  const { end, events } = await run(document, {
    onEvent(event, engine) {
      if (event.kind === 'progress' && event.iteration === 2) {
        engine.handle({ kind: 'cancel', runId: event.runId ?? '' });
      }
    },
  });
  expect(end.status).toBe('cancelled');
  const told = eventsOf(events, 'progress').filter(({ node }) => node === 'decode');
  expect(told.length).toBeLessThan(9);
});

import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { textToImage, unfoldedTextToImage } from './helpers/graphs';
import { eventsOf, resultPng, testEngine } from './helpers/run-engine';

const { run, dispose } = testEngine();
afterAll(dispose);

test('text to image gives a picture of 64 x 64 that is not blank', async () => {
  const finished = await run(textToImage());
  expect(finished.end).toMatchObject({ status: 'completed', error: undefined });
  const image = sharp(resultPng(finished));
  expect(await image.metadata()).toMatchObject({ width: 64, height: 64, channels: 3 });
  const { channels } = await image.stats();
  // A blank picture has no spread; noise has no white ground.
  expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(20);
  expect(finished.end.sessionMs).toBeGreaterThan(0);
  expect(finished.end.sessionMs).toBeLessThanOrEqual(finished.end.ms);
});

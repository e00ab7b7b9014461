import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from '@core/graph/parse';
import { PNG } from 'pngjs';
import { afterAll, expect, test } from 'vitest';
import { textToImage, withParams } from './helpers/graphs';
import { assets } from './helpers/library';
import { eventsOf, resultPng, testEngine } from './helpers/run-engine';

const { run, dispose, outputFolder } = testEngine();
afterAll(dispose);

// The bundled U-Net takes multiples of 16 px, its autoencoder multiples of 4.

/** The template, on a white picture of this size. */
function imageToImage(width: number, height: number) {
  const file = join(outputFolder, `${width}.png`);
  const white = new PNG({ width, height });
  white.data.fill(255);
  writeFileSync(file, PNG.sync.write(white));
  const text = readFileSync(join(assets, 'templates/image-to-image.json'), 'utf8');
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const doc = withParams(parsed.value.doc, 'load-image-1', { file });
  return withParams(doc, 'noise-1', { width: width - (width % 4), height });
}

test('noise of a size the U-Net cannot take is told before anything runs', async () => {
  const { end, events } = await run(withParams(textToImage(), 'noise', { width: 72 }));
  expect(end).toMatchObject({
    status: 'failed',
    sessionMs: 0,
    error: { code: 'latent-size-not-multiple', node: 'denoise', port: 'latent' },
  });
  expect(end.error?.message).toContain('72 × 64 px');
  expect(eventsOf(events, 'planned')).toEqual([]);
});

test('the next size it can take runs, at that size', async () => {
  const finished = await run(withParams(textToImage({ steps: 1 }), 'noise', { width: 80 }));
  expect(finished.end.status).toBe('completed');
  const { width, height } = PNG.sync.read(Buffer.from(resultPng(finished)));
  expect([width, height]).toEqual([80, 64]);
});

test('an image of such a size is told at Denoise, before the U-Net is opened', async () => {
  const { end, events, ran } = await run(imageToImage(72, 64));
  expect(end).toMatchObject({
    status: 'failed',
    error: { code: 'latent-size-not-multiple', node: 'denoise-1', port: 'latent' },
  });
  expect(end.error?.message).toContain('72 × 64 px (18 × 16 cells)');
  expect(end.error?.hint).toContain('80 × 64 px');
  // The autoencoder takes it.
  expect(ran).toContain('encode-1');
  const opened = eventsOf(events, 'provider').map(({ report }) => report.model);
  expect(opened).not.toContain('unet/model.onnx');
});

test('an image that fills no whole cells is told at Encode, and by nobody else', async () => {
  const { end } = await run(imageToImage(63, 64));
  expect(end.error).toMatchObject({ code: 'size-not-multiple', node: 'encode-1' });
  expect(end.error?.message).toContain('63 × 64 px');
});

import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModelManifest } from '@core/models/manifest';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { textToImage, unfoldedTextToImage } from './helpers/graphs';
import { bundledLibrary, bundledModel } from './helpers/library';
import { eventsOf, type Finished, testEngine } from './helpers/run-engine';
import { tinyOnnx } from './helpers/tiny-onnx';

const folder = mkdtempSync(join(tmpdir(), 'patchbay-models-'));
const { run, dispose, engine } = testEngine();
afterAll(async () => {
  await dispose();
  rmSync(folder, { recursive: true, force: true });
});

const unet = join(folder, 'unet/model.onnx');
const decoder = join(folder, 'vae_decoder/model.onnx');
beforeEach(() => {
  cpSync(bundledModel, folder, { recursive: true });
  engine.handle({ kind: 'releaseMemory' });
});

/** The bundled model as a copy that can be damaged; its manifest was read while it was whole. */
async function copiedLibrary(): Promise<ModelManifest[]> {
  const [manifest] = await bundledLibrary();
  return [JSON.parse(JSON.stringify(manifest).replaceAll(bundledModel, folder))];
}

const runCopy = async (doc = textToImage({ steps: 2 })) =>
  run(doc, { library: await copiedLibrary() });

function failure({ events, end }: Finished) {
  expect(end.status).toBe('failed');
  const failed = eventsOf(events, 'nodeFailed');
  expect(failed).toHaveLength(1);
  expect(failed[0]?.error).toEqual(end.error);
  expect(end.error?.hint).toBeTruthy();
  return { node: failed[0]?.node, code: end.error?.code, message: end.error?.message ?? '' };
}

test('a missing model file fails at the node that uses it, by name', async () => {
  rmSync(unet);
  const { node, code, message } = failure(await runCopy());
  expect([node, code]).toEqual(['denoise', 'model-file-missing']);
  expect(message).toContain('unet/model.onnx');
});

test('an empty file', async () => {
  writeFileSync(decoder, '');
  expect(failure(await runCopy())).toMatchObject({ node: 'decode', code: 'model-file-empty' });
});

test('a truncated file', async () => {
  truncateSync(unet, 40_000_000);
  const { node, code, message } = failure(await runCopy());
  expect([node, code]).toEqual(['denoise', 'model-file-damaged']);
  expect(message).toContain('40000000 bytes');
});

test('a foreign file is told for what it is', async () => {
  writeFileSync(decoder, readFileSync(join(bundledModel, 'samples-text.png')));
  expect(failure(await runCopy()).message).toContain('a PNG image');
  writeFileSync(decoder, '<!DOCTYPE html><title>404</title>');
  expect(failure(await runCopy())).toMatchObject({ node: 'decode', code: 'model-file-foreign' });
  writeFileSync(decoder, Buffer.from([8, 255, 255, 255, 1, 2, 3]));
  expect(failure(await runCopy())).toMatchObject({ node: 'decode', code: 'model-file-damaged' });
});

test('an ONNX model of another kind says what it takes', async () => {
  cpSync(join(bundledModel, 'class_embedder/model.onnx'), unet);
  const { node, message } = failure(await runCopy());
  expect(node).toBe('denoise');
  expect(message).toContain('class_labels');
});

test('NaN from a model fails at its node and names model, output and iteration', async () => {
  const latent = { name: 'latent_sample', dims: ['b', 4, 'h', 'w'] };
  const output = { name: 'sample', dims: ['b', 4, 'h', 'w'] };
  // Logarithm of a latent: it has negative values.
  writeFileSync(
    decoder,
    tinyOnnx({ operator: 'Log', inputs: ['latent_sample'], input: latent, output }),
  );
  const { node, code, message } = failure(await runCopy());
  expect([node, code]).toEqual(['decode', 'non-finite-output']);
  expect(message).toMatch(/vae_decoder\/model\.onnx gave NaN in sample/);
});

test('NaN inside a loop tells the iteration', async () => {
  // Broken weights: all bits set is NaN, however the float32 data is aligned in the file.
  const bytes = readFileSync(unet);
  bytes.fill(0xff, 40_000_000, 40_400_000);
  writeFileSync(unet, bytes);
  const { node, code, message } = failure(await runCopy(unfoldedTextToImage({ steps: 6 })));
  expect(code).toBe('non-finite-output');
  expect(['conditional', 'unconditional']).toContain(node);
  expect(message).toMatch(/unet\/model\.onnx gave (NaN|infinity) in \w+ at iteration 1 of 6/);
});

test('a model put back is used again without a restart', async () => {
  rmSync(unet);
  failure(await runCopy());
  cpSync(join(bundledModel, 'unet/model.onnx'), unet);
  expect((await runCopy()).end.status).toBe('completed');
});

test('a model the library lacks is a problem before anything runs', async () => {
  const { end, events } = await run(textToImage(), { library: [] });
  expect(end).toMatchObject({ status: 'failed', sessionMs: 0 });
  expect(eventsOf(events, 'planned')).toEqual([]);
  const failed = eventsOf(events, 'nodeFailed');
  expect(failed.map(({ node }) => node)).toContain('pipeline');
  expect(failed.find(({ node }) => node === 'pipeline')?.error.hint).toBeTruthy();
});

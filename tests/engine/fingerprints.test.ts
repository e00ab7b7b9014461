import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { scanLibrary } from '../../src/main/models/scan-library';
import { graph, textToImage } from './helpers/graphs';
import { bundledModel } from './helpers/library';
import { testEngine } from './helpers/run-engine';

const { run, dispose } = testEngine();
const folder = mkdtempSync(join(tmpdir(), 'patchbay-prints-'));
afterAll(async () => {
  await dispose();
  rmSync(folder, { recursive: true, force: true });
});

const load = (file: string) =>
  graph({ image: ['load-image', { file }], show: ['preview-image'] }, ['image.image>show.image']);

test.skipIf(process.platform === 'win32')(
  'a device as image is refused, not read for ever',
  async () => {
    const { end } = await run(load('/dev/zero'));
    expect(end).toMatchObject({ status: 'failed', error: { node: 'image' } });
  },
);

test('an image changed within one tick of the clock, at the same length, is read again', async () => {
  const file = join(folder, 'a.svg');
  const svg = (fill: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8" fill="${fill}"/></svg>`;
  writeFileSync(file, svg('#f00'));
  const { atime, mtime } = statSync(file);
  utimesSync(file, atime, mtime);
  await run(load(file));
  writeFileSync(file, svg('#00f'));
  utimesSync(file, atime, mtime);
  expect((await run(load(file))).ran).toContain('image');
});

test('a model replaced on disk since the library was read is run again', async () => {
  const model = join(folder, 'models', 'emoji-ldm');
  execFileSync('mkdir', ['-p', join(folder, 'models')]);
  execFileSync('cp', ['-r', bundledModel, model]);
  const { models } = await scanLibrary({
    bundledFolder: join(folder, 'models'),
    folders: [],
    cacheFile: join(folder, 'hashes.json'),
  });
  const doc = textToImage({ steps: 1, seed: 3 });
  await run(doc, { library: [...models] });
  expect((await run(doc, { library: [...models] })).ran).toEqual([]);
  const decoder = join(model, 'vae_decoder', 'model.onnx');
  utimesSync(decoder, new Date(), new Date());
  expect((await run(doc, { library: [...models] })).ran).toContain('decode');
});

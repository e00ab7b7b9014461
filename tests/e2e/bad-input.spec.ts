import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { bundledFile, pipelineCopy } from '../helpers/pipeline-copy';
import { tinyDisk } from '../helpers/tiny-disk';
import { type App, chooseMenu, graphFile, startApp, stopApp } from './helpers/app';
import { byId, resultPixels, runToEnd, setParam } from './helpers/window';

/**
 * What a user may open, one after the other in one window: each is told where it is wrong, and the
 * window goes on. The cases without a window are in tests/main/cli, tests/engine and tests/core.
 */
test.describe.configure({ mode: 'serial' });

let app: App;
let models: string;

test.beforeAll(async () => {
  models = await mkdtemp(join(tmpdir(), 'patchbay-e2e-models-'));
  await pipelineCopy(models, 'without-unet', { 'unet/model.onnx': null });
  await pipelineCopy(models, 'other-unet', {
    'unet/model.onnx': await bundledFile('class_embedder/model.onnx'),
  });
  app = await startApp({ env: { PATCHBAY_MODELS: models } });
});
test.afterAll(async () => {
  await stopApp(app);
  await rm(models, { recursive: true, force: true });
});

type Params = Parameters<typeof graphFile>[2];

async function open(name: string, template: string, params: Params): Promise<void> {
  const path = await graphFile(join(app.folder, `${name}.json`), template, params);
  await app.answerDialogs(path);
  await chooseMenu(app, 'open');
  await expect(byId(app.page, 'doc-title')).toContainText(name);
}

const run = () => byId(app.page, 'run-button').click();

/** Run is refused, and the Problems tab, which opens by itself, says this and nothing else as errors. */
async function expectRefused(node: string, ...says: readonly RegExp[]): Promise<void> {
  await run();
  await expect(byId(app.page, 'problems-panel')).toBeVisible();
  const errors = app.page.locator('[data-testid="problem-item"][data-severity="error"]');
  await expect(errors).toHaveCount(1);
  for (const text of says) await expect(errors).toContainText(text);
  for (const text of says) await expect(byId(app.page, node)).toContainText(text);
  await expect(byId(app.page, 'failure-banner')).toHaveCount(0);
}

/** The run fails at a node, which says it, as does the banner. */
async function expectFailure(node: string, ...says: readonly RegExp[]): Promise<void> {
  await run();
  await expect(byId(app.page, node)).toHaveAttribute('data-state', 'failed');
  for (const text of says) await expect(byId(app.page, 'failure-banner')).toContainText(text);
  await expect(byId(app.page, 'crash-banner')).toHaveCount(0);
}

const pipeline = (name: string): Params => ({ 'load-pipeline': { model: { name } } });

test('a model that is nowhere: named, with where to add it', async () => {
  await open('nowhere', 'text-to-image', pipeline('my-own-model'));
  await expectRefused('node-load-pipeline-1', /my-own-model is not in the library/, /Settings/);
});

test('a pipeline without its U-Net file: the node that needs it says where to put it', async () => {
  await open('no-unet', 'text-to-image', pipeline('without-unet'));
  await expectRefused(
    'node-denoise-1',
    /the U-Net, and that of without-unet cannot be used/,
    /Put it at .*without-unet\/unet\/model\.onnx/,
  );
});

test('a foreign ONNX file as the U-Net: what was expected and what it has', async () => {
  await open('foreign', 'text-to-image', pipeline('other-unet'));
  await expectFailure(
    'node-denoise-1',
    /unet\/model\.onnx has no sample input/,
    /class_labels int64/,
  );
});

test('another hash: said at Load pipeline, and the graph runs with what is here', async () => {
  const model = { name: 'emoji-ldm', family: 'emoji-ldm', hash: '0'.repeat(64) };
  await open('substitute', 'text-to-image', { 'load-pipeline': { model }, schedule: { steps: 2 } });
  await expect(byId(app.page, 'node-load-pipeline-1')).toContainText(/made with another emoji-ldm/);
  await runToEnd(app.page);
});

test('a PNG that is none, and one broken off', async () => {
  const words = join(app.folder, 'words.png');
  await writeFile(words, 'just words');
  await open('words', 'autoencoder-round-trip', { 'load-image': { file: words } });
  await expectFailure('node-load-image-1', /words\.png cannot be read .* plain text/);

  const cut = join(app.folder, 'cut.png');
  await writeFile(cut, (await bundledFile('samples-text.png')).subarray(0, 5000));
  await open('cut', 'autoencoder-round-trip', { 'load-image': { file: cut } });
  await expectFailure('node-load-image-1', /cut\.png cannot be read .* damaged or broken off/);
});

test('sizes that do not fit: the autoencoder’s cells, then the U-Net’s levels', async () => {
  await open('size-63', 'text-to-image', { noise: { width: 63, height: 64 } });
  await expectRefused(
    'node-noise-1',
    /width is 63 px/,
    /nearest it takes is 64 px; multiples of 64/,
  );
  await open('size-72', 'text-to-image', { noise: { width: 72, height: 64 } });
  await expectRefused('node-denoise-1', /multiples of 16 px/, /72 × 64 px/, /80 × 64 px/);
});

test('steps 0 or a text: Run is refused and the Problems tab says why', async () => {
  await open('steps-0', 'text-to-image', { schedule: { steps: 0 } });
  await expectRefused('node-schedule-1', /from 1 to 1000; this is 0/);
  await open('steps-text', 'text-to-image', { schedule: { steps: '25' } });
  await expectRefused('node-schedule-1', /takes a number; this is "25"/);
});

test('a prompt of 100,000 characters is refused at its node; an empty one runs', async () => {
  await open('long', 'text-to-image', { 'text-prompt': { text: 'red heart '.repeat(10_000) } });
  await expectRefused('node-text-prompt-1', /takes 20000 characters, this has 100000/);
  await open('empty', 'text-to-image', { 'text-prompt': { text: '' }, schedule: { steps: 8 } });
  await expect(byId(app.page, 'node-text-prompt-1')).toContainText(/prompt is empty/);
  await runToEnd(app.page);
  await byId(app.page, 'tab-results').click();
  expect((await resultPixels(app.page)).deviation).toBeGreaterThan(5);
});

test('a full disk and a read-only drive: saving says so, the old file is whole, the graph stays edited', async () => {
  const disk = tinyDisk(64);
  test.skip('reason' in disk, 'reason' in disk ? `no small disk: ${disk.reason}` : undefined);
  if ('reason' in disk) return;
  const { page } = app;
  const title = byId(page, 'doc-title');
  const path = join(disk.path, 'mine.json');
  const save = async () => {
    await chooseMenu(app, 'save');
    await expect(page.getByRole('alert').filter({ hasText: path }).last()).toBeVisible();
    await expect(title).toHaveAttribute('data-dirty', 'true');
    expect(await readFile(path, 'utf8')).toBe(old);
  };
  await app.answerDialogs(path);
  await chooseMenu(app, 'saveAs');
  await expect(title).toContainText('mine');
  const old = await readFile(path, 'utf8');
  try {
    await setParam(page, 'noise-1', 'seed', '99');
    disk.fill();
    await save();
    await expect(page.getByRole('alert').filter({ hasText: 'disk is full' })).toBeVisible();
    disk.empty();
    disk.readOnly(true);
    await save();
    await expect(page.getByRole('alert').filter({ hasText: 'read-only drive' })).toBeVisible();
    disk.readOnly(false);
    // What was not saved then is saved now.
    await chooseMenu(app, 'save');
    await expect(title).toHaveAttribute('data-dirty', 'false');
    expect(await readFile(path, 'utf8')).toContain('99');
    expect(await readdir(disk.path)).toEqual(['mine.json']);
  } finally {
    disk.remove();
  }
});

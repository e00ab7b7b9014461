import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chooseMenu, expect, graphFile, startApp, stopApp, test } from './helpers/app';
import { byId, resultPixels, runToEnd, setParam, showResult } from './helpers/window';

test('save, reopen and export keep the graph, and another start makes the same picture', async () => {
  const app = await startApp();
  const { page, folder } = app;
  await setParam(page, 'noise-1', 'seed', '77');
  await expect(byId(page, 'doc-title')).toHaveAttribute('data-dirty', 'true');
  await runToEnd(page);
  const picture = await resultPixels(page);

  const saved = join(folder, 'mine.json');
  const exported = join(folder, 'out.json');
  await app.answerDialogs(saved, exported);
  await chooseMenu(app, 'save');
  await expect(byId(page, 'doc-title')).toHaveAttribute('data-dirty', 'false');
  await expect(byId(page, 'doc-title')).toContainText('mine');
  await chooseMenu(app, 'export');
  await expect
    .poll(() => readFile(exported, 'utf8').catch(() => ''))
    .toContain('latent-patchbay/graph');
  const graph = JSON.parse(await readFile(exported, 'utf8'));
  expect(graph.models[0]).toMatchObject({
    name: 'emoji-ldm',
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(JSON.stringify(graph), 'no absolute path leaves this machine').not.toContain(
    process.cwd(),
  );
  await stopApp(app, true);

  const again = await startApp({ folder, file: exported });
  await expect(byId(again.page, 'doc-title')).toContainText('out');
  await runToEnd(again.page);
  expect((await resultPixels(again.page)).hash).toBe(picture.hash);

  await again.answerDialogs(saved);
  await chooseMenu(again, 'open');
  await expect(byId(again.page, 'doc-title')).toContainText('mine');
  await stopApp(again);
});

test('an exported graph carries its image file along', async () => {
  const first = await startApp();
  await stopApp(first, true);
  const image = join(first.folder, 'face.png');
  await copyFile('assets/images/grinning-face.png', image);
  const file = await graphFile(join(first.folder, 'with-image.json'), 'autoencoder-round-trip', {
    'load-image': { file: image },
  });
  const app = await startApp({ folder: first.folder, file });
  const exported = join(app.folder, 'portable.json');
  await app.answerDialogs(exported);
  await chooseMenu(app, 'export');
  await expect
    .poll(() => readFile(exported, 'utf8').catch(() => ''))
    .toContain('data:image/png;name=face.png');
  expect(await readFile(exported, 'utf8')).not.toContain(app.folder);
  await stopApp(app, true);

  await rm(image);
  const elsewhere = await startApp({ folder: first.folder, file: exported });
  await runToEnd(elsewhere.page);
  await showResult(elsewhere.page, 'After the round trip');
  expect((await resultPixels(elsewhere.page)).deviation).toBeGreaterThan(20);
  await stopApp(elsewhere);
});

test('unknown nodes stay, with their wires, and are written back', async () => {
  const first = await startApp();
  await stopApp(first, true);
  const file = join(first.folder, 'future.json');
  const doc = JSON.parse(await readFile('assets/templates/text-to-image.json', 'utf8'));
  doc.nodes['mystery-1'] = {
    type: 'mystery',
    version: 3,
    params: { depth: [1, 2] },
    position: { x: 0, y: 700 },
    extra: 'kept',
  };
  doc.edges['mystery-edge'] = {
    from: { node: 'decode-1', port: 'image' },
    to: { node: 'mystery-1', port: 'thing' },
  };
  await writeFile(file, JSON.stringify(doc));

  const app = await startApp({ folder: first.folder, file });
  await expect(byId(app.page, 'node-mystery-1')).toBeVisible();
  await runToEnd(app.page);
  await setParam(app.page, 'noise-1', 'seed', '5');
  await chooseMenu(app, 'save');
  await expect(byId(app.page, 'doc-title')).toHaveAttribute('data-dirty', 'false');
  const back = JSON.parse(await readFile(file, 'utf8'));
  expect(back.nodes['mystery-1']).toEqual(doc.nodes['mystery-1']);
  expect(back.edges['mystery-edge']).toEqual(doc.edges['mystery-edge']);
  await stopApp(app);
});

for (const [what, text, says] of [
  ['not JSON', '{ "format": ', /JSON/],
  [
    'from a newer version',
    '{"format":"latent-patchbay/graph","formatVersion":99,"nodes":{},"edges":{}}',
    /99/,
  ],
  ['no graph', '{"hello":1}', /graph/],
] as const) {
  test(`a file that is ${what} is refused with a reason, and the open graph stays`, async ({
    app,
  }) => {
    const path = join(app.folder, 'bad.json');
    await writeFile(path, text);
    await app.answerDialogs(path);
    await chooseMenu(app, 'open');
    await expect(app.page.getByRole('alert').filter({ hasText: says })).toBeVisible();
    await expect(byId(app.page, 'node-denoise-1')).toBeVisible();
  });
}

test('closing with unsaved changes asks, and cancel keeps the window', async ({ app }) => {
  await setParam(app.page, 'noise-1', 'seed', '9');
  await app.answerQuestions('Cancel', "Don't save");
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect(byId(app.page, 'node-denoise-1')).toBeVisible();
  const closed = app.page.waitForEvent('close');
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await closed;
});

test('a graph that cannot be saved where it is says so and stays edited', async ({ app }) => {
  await setParam(app.page, 'noise-1', 'seed', '3');
  // A folder that is a file: nobody can write below it, not even root.
  await writeFile(join(app.folder, 'a-file'), '');
  await app.answerDialogs(join(app.folder, 'a-file', 'graph.json'));
  await chooseMenu(app, 'saveAs');
  await expect(app.page.getByRole('alert').filter({ hasText: /a-file/ })).toBeVisible();
  await expect(byId(app.page, 'doc-title')).toHaveAttribute('data-dirty', 'true');
});

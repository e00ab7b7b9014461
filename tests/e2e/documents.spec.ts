import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type App, chooseMenu, expect, graphFile, startApp, stopApp, test } from './helpers/app';
import { killEverything } from './helpers/kill';
import { byId, setParam, waitForRunEnd } from './helpers/window';

const title = (page: Page) => byId(page, 'doc-title');
const tabs = (page: Page) => page.getByRole('tablist', { name: 'Open graphs' }).getByRole('tab');
const tab = (page: Page, name: string) => byId(page, `tab-${name}`);
const seed = (page: Page) => byId(page, 'param-noise-1-seed').locator('input').first();
const journals = (app: App) =>
  readdir(join(app.folder, 'user-data', 'journal')).catch((): string[] => []);

/** The shown graph, as a file would have it but for where one looks. */
async function exported(app: App, name: string): Promise<string> {
  const path = join(app.folder, name);
  await app.answerDialogs(path);
  await chooseMenu(app, 'export');
  await expect.poll(() => readFile(path, 'utf8').catch(() => '')).toContain('"edges"');
  const { view: _, ...graph } = JSON.parse(await readFile(path, 'utf8'));
  return JSON.stringify(graph, null, 2);
}

async function scratch(): Promise<string> {
  const app = await startApp();
  await stopApp(app, true);
  return app.folder;
}

test('after kill -9 of every process the next start offers exactly what was there', async () => {
  const folder = await scratch();
  const file = await graphFile(join(folder, 'mine.json'), 'text-to-image');
  const before = await readFile(file, 'utf8');
  const app = await startApp({ folder, file });
  await expect(title(app.page)).toContainText('mine');
  await setParam(app.page, 'noise-1', 'seed', '4711');
  await setParam(app.page, 'schedule-1', 'steps', '7');
  await byId(app.page, 'undo').click();
  await setParam(app.page, 'denoise-1', 'guidanceScale', '2');
  const mine = await exported(app, 'mine-exported.json');
  // A second graph, never saved.
  await app.page.keyboard.press('Control+t');
  await app.page.getByRole('button', { name: 'Start from a template' }).click();
  await app.page
    .getByTestId('dialog-templates')
    .getByRole('button')
    .filter({ hasText: 'Autoencoder' })
    .first()
    .click();
  await expect(title(app.page)).not.toContainText('mine');
  const other = (await title(app.page).textContent()) ?? '';
  await byId(app.page, 'canvas').click({ position: { x: 500, y: 20 } });
  await app.page.keyboard.press('Control+a');
  await app.page.keyboard.press('ArrowRight');
  await expect(title(app.page)).toHaveAttribute('data-dirty', 'true');
  const unsaved = await exported(app, 'unsaved-exported.json');
  await expect.poll(async () => (await journals(app)).length).toBe(2);
  // What is promised: an edit is on the disk within a second.
  await app.page.waitForTimeout(1000);
  await killEverything(app);
  expect(await readFile(file, 'utf8')).toBe(before);

  const again = await startApp({ folder });
  const dialog = byId(again.page, 'dialog-recovery');
  await expect(dialog).toBeVisible();
  await expect(byId(again.page, 'recover-mine')).toContainText('4 unsaved changes');
  await expect(byId(again.page, 'recover-mine')).toContainText(file);
  await expect(byId(again.page, `recover-${other}`)).toContainText('Never saved to a file');
  await again.page.screenshot({ path: test.info().outputPath('recovery.png') });
  await dialog.getByRole('button', { name: 'Restore mine' }).click();
  await expect(title(again.page)).toContainText('mine');
  await expect(title(again.page)).toHaveAttribute('data-dirty', 'true');
  await dialog.getByRole('button', { name: `Restore ${other}` }).click();
  await expect(dialog).toBeHidden();
  await expect(title(again.page)).toContainText(other);
  expect(await exported(again, 'unsaved-again.json')).toBe(unsaved);
  await tab(again.page, 'mine').click();
  await expect(tabs(again.page)).toHaveCount(2);
  await expect(seed(again.page)).toHaveValue('4711');
  expect(await exported(again, 'mine-again.json')).toBe(mine);
  // The undo history came along.
  await expect(byId(again.page, 'undo')).toHaveAttribute('aria-label', /guidance/i);
  expect(await readFile(file, 'utf8')).toBe(before);
  await chooseMenu(again, 'save');
  await expect(title(again.page)).toHaveAttribute('data-dirty', 'false');
  expect(JSON.parse(await readFile(file, 'utf8')).nodes['noise-1'].params.seed).toBe(4711);
  await expect.poll(async () => (await journals(again)).length, 'the saved one is gone').toBe(1);
  await stopApp(again);
});

test('a recovered graph is discarded only when asked twice, and then for good', async () => {
  const first = await startApp();
  await setParam(first.page, 'noise-1', 'seed', '5');
  await expect.poll(async () => (await journals(first)).length).toBe(1);
  await first.page.waitForTimeout(1000);
  await killEverything(first);
  const app = await startApp({ folder: first.folder });
  const dialog = byId(app.page, 'dialog-recovery');
  await dialog.getByRole('button', { name: /Discard the changes/ }).click();
  expect(await journals(app)).toHaveLength(1);
  await dialog.getByRole('button', { name: 'Discard for good' }).click();
  await expect(dialog).toBeHidden();
  expect(await journals(app)).toHaveLength(0);
  await stopApp(app);
});

test('a save that fails keeps the old file, the work and its journal', async () => {
  const folder = await scratch();
  await mkdir(join(folder, 'graphs'));
  const file = await graphFile(join(folder, 'graphs', 'mine.json'), 'text-to-image');
  const before = await readFile(file, 'utf8');
  const app = await startApp({ folder, file });
  await expect(title(app.page)).toContainText('mine');
  await setParam(app.page, 'noise-1', 'seed', '99');
  await rename(join(folder, 'graphs'), join(folder, 'away'));
  await chooseMenu(app, 'save');
  await expect(
    app.page.getByRole('alert').filter({ hasText: 'folder is no longer there' }),
  ).toBeVisible();
  await expect(title(app.page)).toHaveAttribute('data-dirty', 'true');
  expect(await journals(app)).toHaveLength(1);
  await rename(join(folder, 'away'), join(folder, 'graphs'));
  expect(await readFile(file, 'utf8')).toBe(before);
  await chooseMenu(app, 'save');
  await expect(title(app.page)).toHaveAttribute('data-dirty', 'false');
  expect(JSON.parse(await readFile(file, 'utf8')).nodes['noise-1'].params.seed).toBe(99);
  await stopApp(app);
});

test('tabs: a run colours its own, keys and mouse walk, close and move them', async ({ app }) => {
  const { page } = app;
  await byId(page, 'run-button').click();
  await page.keyboard.press('Control+t');
  await expect(title(page)).toContainText('Untitled');
  await expect(tabs(page)).toHaveCount(2);
  await waitForRunEnd(page);
  await page.keyboard.press('Control+Tab');
  await expect(byId(page, 'node-denoise-1')).toHaveAttribute('data-state', 'done');

  await page.keyboard.press('Control+Shift+Tab');
  await expect(title(page)).toContainText('Untitled');
  // Move by keys, and by the mouse.
  await tab(page, 'Untitled').focus();
  await page.keyboard.press('Control+Shift+ArrowLeft');
  await expect(tabs(page).first()).toHaveText('Untitled');
  await tab(page, 'Untitled').dragTo(tab(page, 'Text to image'));
  await expect(tabs(page).last()).toHaveText('Untitled');
  await tab(page, 'Untitled').click({ button: 'middle' });
  await expect(tabs(page)).toHaveCount(1);

  await setParam(page, 'noise-1', 'seed', '8');
  await app.answerQuestions('Cancel', "Don't save");
  await page.keyboard.press('Control+w');
  await expect(seed(page)).toHaveValue('8');
  await page.keyboard.press('Control+w');
  await expect(title(page)).toContainText('Untitled');
  await expect.poll(() => journals(app)).toHaveLength(0);
});

test('where one looked comes back with the tab', async ({ app }) => {
  const { page } = app;
  const view = () => page.locator('.react-flow__viewport').getAttribute('style');
  await setParam(page, 'noise-1', 'seed', '8');
  await chooseMenu(app, 'zoomIn');
  await chooseMenu(app, 'zoomIn');
  await page.waitForTimeout(600);
  const before = await view();
  await page.keyboard.press('Control+t');
  await expect(title(page)).toContainText('Untitled');
  await page.keyboard.press('Control+Tab');
  await expect(title(page)).toContainText('Text to image');
  await expect.poll(view).toBe(before);
});

test('a file that another program changes is told of in its tab; reload can be undone', async () => {
  const folder = await scratch();
  const file = await graphFile(join(folder, 'mine.json'), 'text-to-image');
  const app = await startApp({ folder, file });
  const { page } = app;
  await expect(title(page)).toContainText('mine');
  const original = await seed(page).inputValue();
  await graphFile(file, 'text-to-image', { noise: { seed: 1234 } });
  const banner = byId(page, 'outside-banner');
  await expect(banner).toContainText('was changed by another program');
  await page.screenshot({ path: test.info().outputPath('outside.png') });
  await byId(page, 'reload-file').click();
  await expect(banner).toBeHidden();
  await expect(seed(page)).toHaveValue('1234');
  await expect(title(page)).toHaveAttribute('data-dirty', 'false');
  await byId(page, 'undo').click();
  await expect(seed(page)).toHaveValue(original);

  // Saving over another foreign change asks.
  await graphFile(file, 'text-to-image', { noise: { seed: 5678 } });
  await expect(banner).toBeVisible();
  await app.answerQuestions('Cancel', 'Overwrite');
  await chooseMenu(app, 'save');
  await page.waitForTimeout(300);
  expect(JSON.parse(await readFile(file, 'utf8')).nodes['noise-1'].params.seed).toBe(5678);
  await chooseMenu(app, 'save');
  await expect(title(page)).toHaveAttribute('data-dirty', 'false');
  await expect(banner).toBeHidden();
  await rm(file);
  await expect(banner).toContainText('is gone');
  await banner.getByRole('button', { name: 'Save' }).click();
  await expect(banner).toBeHidden();
  expect(await readFile(file, 'utf8')).toContain('"edges"');
  await stopApp(app);
});

test('one file is open once in all windows, and two windows notice each other', async () => {
  const folder = await scratch();
  const file = await graphFile(join(folder, 'mine.json'), 'text-to-image');
  const app = await startApp({ folder, file });
  await expect(title(app.page)).toContainText('mine');
  const opened = app.electron.waitForEvent('window');
  await chooseMenu(app, 'newWindow');
  const second = await opened;
  await second.waitForSelector('[data-testid^="node-"]');
  await second.bringToFront();
  await expect(title(second)).toContainText('Text to image');
  // Opening the file there shows the window that has it.
  await app.page.keyboard.press('Control+t');
  await expect(title(app.page)).toContainText('Untitled');
  await app.answerDialogs(file);
  await second.getByRole('button', { name: 'Open a graph' }).click();
  await expect(title(app.page)).toContainText('mine');
  await expect(title(second)).toContainText('Text to image');
  // The other window writes over it.
  await setParam(second, 'noise-1', 'seed', '31');
  await app.answerDialogs(file);
  await second.getByRole('button', { name: 'Save' }).first().click();
  await expect(title(second)).toContainText('mine');
  await expect(byId(app.page, 'outside-banner')).toBeVisible();
  // Each window's run shows in its own window.
  await byId(second, 'run-button').click();
  await waitForRunEnd(second);
  await expect(byId(second, 'node-denoise-1')).toHaveAttribute('data-state', 'done');
  await expect(byId(app.page, 'node-denoise-1')).not.toHaveAttribute('data-state', 'done');
  await stopApp(app);
});

test('a clean quit remembers the open graphs; one that is gone is told', async () => {
  const folder = await scratch();
  const one = await graphFile(join(folder, 'one.json'), 'text-to-image');
  const two = await graphFile(join(folder, 'two.json'), 'text-to-image');
  const app = await startApp({ folder, file: one });
  await expect(title(app.page)).toContainText('one');
  await app.answerDialogs(two);
  await chooseMenu(app, 'open');
  await expect(title(app.page)).toContainText('two');
  await tab(app.page, 'one').click();
  const closed = app.page.waitForEvent('close');
  await app.electron.evaluate(({ app: electron }) => electron.quit());
  await closed;
  await app.electron.close().catch(() => undefined);

  const again = await startApp({ folder });
  await expect(tabs(again.page)).toHaveText(['one', 'two']);
  await expect(title(again.page)).toContainText('one');
  await stopApp(again, true);
  await rm(two);
  const third = await startApp({ folder });
  await expect(tabs(third.page)).toHaveText(['one']);
  await expect(third.page.getByRole('alert').filter({ hasText: 'two.json' })).toBeVisible();
  await stopApp(third);
});

test('a damaged journal gives what comes before the damage, and is kept', async () => {
  const first = await startApp();
  for (const value of ['1', '2', '3']) await setParam(first.page, 'noise-1', 'seed', value);
  await setParam(first.page, 'schedule-1', 'steps', '9');
  await first.page.waitForTimeout(1000);
  const folder = join(first.folder, 'user-data', 'journal');
  const [name = ''] = await journals(first);
  await killEverything(first);
  const lines = (await readFile(join(folder, name), 'utf8')).split('\n');
  lines[3] = (lines[3] ?? '').replace('"seq":3', '"seq":8');
  await writeFile(join(folder, name), lines.join('\n'));
  await writeFile(join(folder, 'broken.jsonl'), 'not a journal');
  const app = await startApp({ folder: first.folder });
  await expect(byId(app.page, 'dialog-recovery')).toContainText('A part of it was damaged');
  await byId(app.page, 'restore-all').click();
  await expect(seed(app.page)).toHaveValue('2');
  await expect(
    app.page.getByRole('alert').filter({ hasText: 'could not be read' }).first(),
  ).toBeVisible();
  const kept = await readdir(folder);
  expect(kept).toEqual(expect.arrayContaining([`${name}.damaged`, 'broken.jsonl.damaged']));
  await stopApp(app);
});

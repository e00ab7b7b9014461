import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, graphFile, startApp, stopApp, test } from './helpers/app';
import { byId, runToEnd, setParam, waitForRunEnd } from './helpers/window';

const status = (page: Page) => byId(page, 'status-bar');
const state = (page: Page, node: string, wanted: string) =>
  expect(byId(page, `node-${node}`)).toHaveAttribute('data-state', wanted);
const mark = (page: Page, node: string) => byId(page, `node-${node}`).locator('[data-mark]');

test('what will run, and why, is shown before the run', async ({ app: { page } }) => {
  const summary = byId(page, 'plan-summary');
  await expect(summary).toContainText(/(\d+) of \1 nodes will run/);
  await expect(mark(page, 'denoise-1')).toHaveAttribute('title', 'Will run: not run yet');
  await runToEnd(page);
  await expect(summary).toHaveText('Nothing to compute: all is in the cache');

  await setParam(page, 'denoise-1', 'guidanceScale', '2');
  await expect(summary).toContainText(/[1-4] of \d+ nodes will run/);
  const denoise = mark(page, 'denoise-1');
  await expect(denoise).toHaveAttribute('title', 'Will run: guidance scale changed');
  await expect(mark(page, 'decode-1')).toHaveAttribute(
    'title',
    'Will run: upstream: Denoise changed',
  );
  // Undone, the old values are still there.
  await page.keyboard.press('Control+z');
  await expect(summary).toHaveText('Nothing to compute: all is in the cache');
});

test('Shift+Enter runs to the selected node and no further', async ({ app: { page } }) => {
  await byId(page, 'node-text-encoder-1').locator('header').click();
  await page.keyboard.press('Shift+Enter');
  await waitForRunEnd(page);
  await state(page, 'text-encoder-1', 'done');
  await state(page, 'denoise-1', 'idle');
});

test('runs wait in a list, change places, are taken out and keep their own graph', async ({
  app: { page },
}) => {
  await setParam(page, 'schedule-1', 'steps', '500');
  await byId(page, 'run-button').click();
  await state(page, 'denoise-1', 'running');
  for (const seed of ['11', '12', '13']) {
    await setParam(page, 'noise-1', 'seed', seed);
    await setParam(page, 'schedule-1', 'steps', '4');
    await byId(page, 'run-button').click();
  }
  await expect(byId(page, 'queue-count')).toContainText('3');
  await byId(page, 'tab-run').click();
  const items = byId(page, 'queue-item');
  await expect(items).toHaveCount(3);
  await expect(items.nth(0)).toContainText('seed 11');
  // Ctrl+Enter queues as the button does.
  await byId(page, 'node-noise-1').locator('header').click();
  await page.keyboard.press('Control+Enter');
  await expect(items).toHaveCount(4);

  await items
    .nth(2)
    .getByRole('button', { name: /earlier/ })
    .click();
  await expect(items.nth(1)).toContainText('seed 13');
  await items
    .nth(0)
    .getByRole('button', { name: /earlier|later/ })
    .last()
    .focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(items.nth(0)).toContainText('seed 13');
  await items.nth(3).getByTestId('queue-remove').focus();
  await page.keyboard.press('Delete');
  await expect(items).toHaveCount(3);
  await items.last().getByTestId('queue-remove').click();

  await byId(page, 'cancel-button').click();
  await expect(items).toHaveCount(0, { timeout: 30_000 });
  await waitForRunEnd(page);
  await byId(page, 'tab-results').click();
  await expect(byId(page, 'result-seed')).toContainText('11');
});

test('running several times draws a new seed for each result', async ({ app: { page } }) => {
  await setParam(page, 'schedule-1', 'steps', '3');
  const own = await byId(page, 'param-noise-1-seed').locator('input').first().inputValue();
  await byId(page, 'run-more').click();
  await byId(page, 'run-times-4').click();
  await expect(byId(page, 'queue-count')).toHaveCount(0, { timeout: 60_000 });
  await waitForRunEnd(page);
  await expect(byId(page, 'param-noise-1-seed').locator('input').first()).toHaveValue(own);
  await expect(byId(page, 'result-seed')).not.toContainText(own);
});

test('cancel stops a run whose model is still being loaded', async ({ app: { page } }) => {
  await setParam(page, 'schedule-1', 'steps', '500');
  await byId(page, 'run-button').click();
  await byId(page, 'cancel-button').click();
  await expect(status(page)).toHaveAttribute('data-run-status', 'cancelled', { timeout: 8_000 });
  await setParam(page, 'schedule-1', 'steps', '3');
  await runToEnd(page);
});

test('cancel all stops the run and empties the queue', async ({ app: { page } }) => {
  await setParam(page, 'schedule-1', 'steps', '500');
  await byId(page, 'run-button').click();
  await byId(page, 'run-button').click();
  await byId(page, 'run-button').click();
  await state(page, 'denoise-1', 'running');
  await expect(byId(page, 'time-left')).toContainText(/left/);
  await byId(page, 'cancel-more').click();
  await byId(page, 'cancel-all').click();
  await expect(status(page)).toHaveAttribute('data-run-status', 'cancelled', { timeout: 8_000 });
  await expect(byId(page, 'queue-count')).toHaveCount(0);
  await expect(byId(page, 'cancel-button')).toHaveCount(0);
});

test('a problem with a certain mend offers it, as one step of undo', async () => {
  const scratch = await startApp();
  await stopApp(scratch, true);
  const file = await graphFile(join(scratch.folder, 'steps.json'), 'text-to-image', {
    schedule: { steps: 100_000 },
  });
  const app = await startApp({ folder: scratch.folder, file });
  const { page } = app;
  await byId(page, 'tab-problems').click();
  await byId(page, 'problems-panel').getByTestId('mend-button').first().click();
  await expect(byId(page, 'problems-panel')).toContainText('No problems');
  await expect(byId(page, 'undo')).toHaveAccessibleName(/Undo: change Steps of Schedule/);
  await byId(page, 'undo').click();
  await expect(byId(page, 'problems-panel').getByTestId('mend-button').first()).toBeVisible();
  await stopApp(app);
});

test('a node that failed is outlined, listed and one click away', async () => {
  const scratch = await startApp();
  await stopApp(scratch, true);
  const file = await graphFile(join(scratch.folder, 'gone.json'), 'image-to-image', {
    'load-image': { file: join(scratch.folder, 'not-there.png') },
  });
  const app = await startApp({ folder: scratch.folder, file });
  const { page } = app;
  await byId(page, 'run-button').click();
  await expect(byId(page, 'failure-banner')).toBeVisible();
  await expect(byId(page, 'node-load-image-1')).toHaveAttribute('data-severity', 'error');
  await byId(page, 'tab-problems').click();
  await byId(page, 'failed-nodes').getByTestId('problem-item').click();
  await expect(byId(page, 'node-load-image-1')).toBeInViewport();
  await stopApp(app);
});

test('the taskbar shows a run, and the system tells the end of a long one', async ({ app }) => {
  const { electron, page } = app;
  await electron.evaluate(({ BrowserWindow, Notification }) => {
    const seen: { bars: number[]; notes: string[] } = { bars: [], notes: [] };
    Object.assign(globalThis, { seen });
    BrowserWindow.prototype.setProgressBar = (value: number) => void seen.bars.push(value);
    BrowserWindow.prototype.isFocused = () => false;
    Notification.isSupported = () => true;
    Notification.prototype.show = function show() {
      seen.notes.push(`${this.title}: ${this.body}`);
    };
  });
  const seen = () =>
    electron.evaluate(() => Reflect.get(globalThis, 'seen') as { bars: number[]; notes: string[] });
  await runToEnd(page);
  const { bars, notes } = await seen();
  expect(bars.at(-1), 'taken away at the end').toBe(-1);
  expect(Math.max(...bars)).toBeGreaterThan(0);
  expect(notes, 'a short run is no news').toEqual([]);
  const told = { title: 'The run has ended', body: 'Mine is ready.', ms: 60_000 };
  await page.evaluate((run) => window.patchbay['window.runEnded'](run), told);
  expect((await seen()).notes).toEqual(['The run has ended: Mine is ready.']);
  await page.evaluate(() => window.patchbay['settings.set']({ notifyRunEnd: false }));
  await page.evaluate((run) => window.patchbay['window.runEnded'](run), told);
  expect((await seen()).notes).toHaveLength(1);
});

import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type App, chooseMenu, expect, graphFile, startApp, stopApp, test } from './helpers/app';
import { byId, rgba, runToEnd } from './helpers/window';

/** Results that last: those of an earlier session are found, compared, opened and deleted. */

const cards = (page: Page) => byId(page, 'gallery-card');
const details = (page: Page) => byId(page, 'gallery-details');

/** What keeps a person out, as axe names it. */
async function seriousFindings(page: Page): Promise<string[]> {
  // Electron opens no second page to collect the frames of a first; there are none.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`));
}

async function openGallery(app: App): Promise<void> {
  await chooseMenu(app, 'gallery');
  await expect(byId(app.page, 'gallery')).toBeVisible();
}

/** Runs two graphs that differ in one value, then starts the app again on the same folder. */
async function startWithTwoResults(): Promise<App> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-e2e-'));
  const graphs = ['red heart', 'yellow star'].map((text) =>
    graphFile(join(folder, `${text}.json`), 'text-to-image', {
      ...{ schedule: { steps: 4 }, 'text-prompt': { text } },
    }),
  );
  const [heart = '', star = ''] = await Promise.all(graphs);
  const before = await startApp({ folder, file: heart });
  const { page } = before;
  await expect(byId(page, 'doc-title')).toHaveText('red heart');
  await runToEnd(page);
  await before.answerDialogs(star);
  await chooseMenu(before, 'open');
  await expect(byId(page, 'doc-title')).toHaveText('yellow star');
  await runToEnd(page);
  await openGallery(before);
  await expect(cards(page)).toHaveCount(2);
  await stopApp(before, true);
  return startApp({ folder });
}

test('finds, compares, restores and deletes results of an earlier session', async () => {
  test.setTimeout(180_000);
  const app = await startWithTwoResults();
  const { page } = app;
  await openGallery(app);
  await expect(cards(page)).toHaveCount(2);
  await expect(cards(page).first().locator('img')).toBeVisible();

  await test.step('search', async () => {
    await byId(page, 'gallery-search').fill('red heart');
    await expect(cards(page)).toHaveCount(1);
    await expect(details(page)).toContainText('red heart');
    await byId(page, 'gallery-search').fill('purple cow');
    await expect(page.getByText('Nothing fits this search.')).toBeVisible();
    await page.getByRole('button', { name: 'Show all results' }).click();
    await expect(cards(page)).toHaveCount(2);
  });

  await test.step('compare', async () => {
    await cards(page).first().click();
    await byId(page, 'gallery-compare').click();
    await cards(page).nth(1).click();
    const differences = byId(page, 'gallery-differences').locator('tbody tr');
    await expect(differences).toHaveText([/Prompt.*yellow star.*red heart/]);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByText('Difference', { exact: true }).click();
    await expect(page.getByAltText(/^Difference of A: /)).toBeVisible();
    await page.getByRole('button', { name: 'Stop comparing' }).click();
  });

  await test.step('keyboard: arrows, star, delete, undo', async () => {
    await cards(page).first().click();
    await page.keyboard.press('ArrowRight');
    await expect(cards(page).nth(1)).toBeFocused();
    await page.keyboard.press('s');
    await expect(cards(page).nth(1)).toHaveAccessibleName(/starred/);
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await expect(byId(page, 'large-view')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(byId(page, 'large-view')).toBeHidden();
    await expect(byId(page, 'gallery')).toBeVisible();
    await expect(cards(page).nth(1)).toBeFocused();
    await page.keyboard.press('Delete');
    await expect(cards(page)).toHaveCount(1);
    await byId(page, 'gallery-removed').getByRole('button', { name: 'Undo' }).click();
    await expect(cards(page)).toHaveCount(2);
  });

  await test.step('restore the graph', async () => {
    await cards(page).nth(1).click();
    await expect(details(page)).toContainText('red heart');
    const kept = await rgba(byId(page, 'gallery-picture').locator('img'));
    await byId(page, 'gallery-restore').click();
    await expect(byId(page, 'gallery')).toBeHidden();
    await expect(
      byId(page, 'param-text-prompt-1-text').locator('textarea, input').first(),
    ).toHaveValue('red heart');
    await runToEnd(page);
    expect(await rgba(byId(page, 'result-image'))).toEqual(kept);
  });

  await test.step('what was deleted is gone at the next start', async () => {
    await openGallery(app);
    await cards(page).last().click();
    await page.keyboard.press('Delete');
    const left = await cards(page).count();
    await stopApp(app, true);
    const again = await startApp({ folder: app.folder });
    await openGallery(again);
    await expect(cards(again.page)).toHaveCount(left);
    await stopApp(again);
  });
});

test('copies a picture and puts it into the graph again', async ({ app }) => {
  const { page } = app;
  await runToEnd(page);
  await byId(page, 'open-gallery').click();
  await details(page).getByRole('button', { name: 'Copy the picture' }).click();
  await expect(page.getByText('Copied the picture')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(byId(page, 'gallery')).toBeHidden();
  await expect(byId(page, 'open-gallery')).toBeFocused();
});

test('begins a new history where the old one is damaged, and says so', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-e2e-'));
  const before = await startApp({ folder });
  await runToEnd(before.page);
  await stopApp(before, true);
  const history = join(folder, 'user-data', 'history');
  await writeFile(join(history, 'CURRENT'), 'nonsense');
  const app = await startApp({ folder });
  await expect(app.page.getByText(/A new one was begun/)).toBeVisible();
  expect((await readdir(join(folder, 'user-data'))).join(' ')).toContain('history.corrupt-');
  await openGallery(app);
  await expect(app.page.getByText('No results yet.')).toBeVisible();
  await stopApp(app);
});

test('an empty history says what to do', async ({ app }) => {
  await openGallery(app);
  await expect(app.page.getByText('No results yet.')).toBeVisible();
});

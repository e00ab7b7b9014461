import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type App, chooseMenu, expect, graphFile, startApp, stopApp, test } from './helpers/app';
import { byId, runToEnd } from './helpers/window';

/** Each view as one meets it, in both themes: no finding that keeps a person out. */
const themes = ['light', 'dark'] as const;

/** `rule: what is wrong, where`, of serious and critical findings. */
async function findings(page: Page, view: string): Promise<string[]> {
  // What fades in is paler than it will be.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((one) => Number.isFinite(Number(one.effect?.getComputedTiming().endTime)))
        .map((one) => one.finished.catch(() => undefined)),
    ),
  );
  // Electron opens no second page to collect the frames of a first; there are none.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, any, all, none }) =>
          `${view}: ${id}: ${[...any, ...all, ...none].map(({ message }) => message).join('; ')} at ${target.join(' ')}`,
      ),
    );
}

async function inBothThemes(page: Page, view: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await findings(page, `${view}, ${colorScheme}`)));
  }
  return found;
}

/** Brings up a view; what it gives closes it again. */
interface View {
  readonly name: string;
  readonly open: (app: App) => Promise<unknown>;
  readonly close?: (page: Page) => Promise<unknown>;
}

const pressEscape = (page: Page) => page.keyboard.press('Escape');

async function dialogGone(page: Page): Promise<void> {
  await pressEscape(page);
  await expect(page.getByRole('dialog')).toBeHidden();
}

const dialogs: readonly View[] = ['templates', 'settings', 'shortcuts', 'about'].map((id) => ({
  name: `${id} dialog`,
  open: async (app) => {
    await chooseMenu(app, id);
    await expect(byId(app.page, `dialog-${id}`)).toBeVisible();
  },
  close: dialogGone,
}));

const tabs: readonly View[] = ['results', 'problems', 'run'].map((id) => ({
  name: `${id} tab`,
  open: ({ page }) => byId(page, `tab-${id}`).click(),
}));

const panels: readonly View[] = [
  {
    name: 'library',
    open: async ({ page }) => {
      await byId(page, 'show-library').click();
      await expect(byId(page, 'library')).toBeVisible();
    },
  },
  {
    name: 'gallery',
    open: async (app) => {
      await chooseMenu(app, 'gallery');
      await expect(byId(app.page, 'gallery')).toBeVisible();
    },
    close: dialogGone,
  },
];

const onCanvas: readonly View[] = [
  { name: 'canvas with results', open: ({ page }) => runToEnd(page) },
  {
    name: 'palette',
    open: async ({ page }) => {
      await page.locator('.react-flow__pane').click({ position: { x: 8, y: 8 } });
      await page.keyboard.press('Tab');
      await expect(byId(page, 'palette')).toBeVisible();
    },
    close: pressEscape,
  },
  {
    name: 'menu of a node',
    open: async ({ page }) => {
      await page.locator('.react-flow__node header').first().click({ button: 'right' });
      await expect(page.getByRole('menu').first()).toBeVisible();
    },
    close: pressEscape,
  },
  {
    name: 'menu of the canvas',
    open: async ({ page }) => {
      await page.locator('.react-flow__pane').click({ button: 'right', position: { x: 8, y: 8 } });
      await expect(page.getByRole('menu').first()).toBeVisible();
    },
    close: pressEscape,
  },
];

const largeEditor = (name: string): View => ({
  name,
  open: async ({ page }) => {
    await page.getByRole('button', { name: 'Edit large' }).first().click();
    await expect(page.getByRole('dialog')).toBeVisible();
  },
  close: dialogGone,
});

const largeView: View = {
  name: 'large view',
  open: async ({ page }) => {
    await page
      .getByRole('button', { name: /^Show .+ large$/ })
      .first()
      .click();
    await expect(byId(page, 'large-view')).toBeVisible();
  },
  close: dialogGone,
};

/** A template, and what is looked at in it. */
const visits: readonly (readonly [string, readonly View[]])[] = [
  ['text-to-image', [...onCanvas, ...tabs, ...dialogs, ...panels]],
  ['unfolded-zone', [...onCanvas.slice(0, 1), largeView]],
  ['inpainting', [largeEditor('painting')]],
  ['layout-to-image', [largeEditor('layout')]],
  ['rate-distortion', [...onCanvas.slice(0, 1), largeView]],
  ['image-to-image', [...onCanvas.slice(0, 1), largeView]],
  ['text-template', [...onCanvas.slice(0, 1)]],
  ['autoencoder-round-trip', [...onCanvas.slice(0, 1), largeView]],
];

for (const [template, views] of visits)
  test(`no serious finding of axe: ${template}`, async () => {
    test.setTimeout(300_000);
    const file = await graphFile(join(test.info().outputPath(), 'graph.json'), template);
    const app = await startApp({ file });
    const found: string[] = [];
    try {
      for (const view of views) {
        await view.open(app);
        found.push(...(await inBothThemes(app.page, view.name)));
        await view.close?.(app.page);
      }
    } finally {
      await stopApp(app);
    }
    expect(found).toEqual([]);
  });

test('no serious finding of axe: problems, a failed node, an empty graph', async () => {
  const file = await graphFile(join(test.info().outputPath(), 'graph.json'), 'image-to-image', {
    'load-image': { file: join(test.info().outputPath(), 'none.png') },
  });
  const app = await startApp({ file });
  const { page } = app;
  const found: string[] = [];
  const look = async (view: string) => found.push(...(await inBothThemes(page, view)));
  try {
    await byId(page, 'run-button').click();
    await expect(byId(page, 'failure-banner')).toBeVisible();
    await look('failure');
    await byId(page, 'tab-problems').click();
    await look('problems');
    await page.locator('.react-flow__pane').click({ position: { x: 8, y: 8 } });
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await expect(byId(page, 'empty-state')).toBeVisible();
    await look('empty graph');
  } finally {
    await stopApp(app);
  }
  expect(found).toEqual([]);
});

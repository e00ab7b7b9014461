import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type App, expect, graphFile, startApp, stopApp, test } from '../../tests/e2e/helpers/app';
import {
  byId,
  center,
  dragWire,
  inPort,
  outPort,
  runToEnd,
  setParam,
} from '../../tests/e2e/helpers/window';

const folder = 'docs/guide/images';
const shot = async (page: Page, name: string) => {
  // Lets transitions end: a picture in mid-fade looks broken.
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(folder, `${name}.png`) });
};

async function withApp(
  work: (app: App) => Promise<void>,
  file?: (scratch: string) => Promise<string>,
) {
  const first = file ? await startApp() : undefined;
  if (first) await stopApp(first, true);
  const app = await startApp(
    first && file ? { folder: first.folder, file: await file(first.folder) } : {},
  );
  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900),
  );
  await app.page.waitForTimeout(500);
  await app.page.keyboard.press('f');
  await work(app);
  await stopApp(app);
}

test('the main job', () =>
  withApp(async ({ page }) => {
    await shot(page, 'start');
    await setParam(page, 'schedule-1', 'steps', '200');
    await byId(page, 'run-button').click();
    await expect(byId(page, 'live-preview')).toBeVisible();
    await shot(page, 'running');
    await byId(page, 'cancel-button').click();
    await page.keyboard.press('Control+z');
    await runToEnd(page);
    await shot(page, 'result');
    await dragWire(
      page,
      outPort(page, 'class-label-1', 'conditioning'),
      inPort(page, 'denoise-1', 'conditioning'),
      () => shot(page, 'swap'),
    );
    await runToEnd(page);
    await shot(page, 'swapped');
    await byId(page, 'tab-run').click();
    await shot(page, 'run-tab');
    await dragWire(
      page,
      outPort(page, 'decode-1', 'image'),
      inPort(page, 'denoise-1', 'latent'),
      () => shot(page, 'refused'),
    );
    await page.keyboard.press('Escape');
    await page.locator('.react-flow__pane').dblclick({ position: { x: 300, y: 650 } });
    await byId(page, 'palette-input').fill('cfg');
    await shot(page, 'palette');
    await page.keyboard.press('Escape');
  }));

test('templates, about, settings, light theme', () =>
  withApp(async ({ page, electron }) => {
    const menu = (id: string) =>
      electron.evaluate(
        ({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.click(),
        id,
      );
    for (const id of ['templates', 'about', 'settings', 'shortcuts']) {
      await menu(id);
      await expect(page.getByRole('dialog')).toBeVisible();
      await shot(page, id);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await shot(page, 'light');
  }));

test('the zone', () =>
  withApp(
    async ({ page }) => {
      await runToEnd(page);
      await shot(page, 'zone');
    },
    (scratch) => graphFile(join(scratch, 'Inside one step.json'), 'unfolded-zone'),
  ));

test('problems, a failed node, an unknown node', () =>
  withApp(
    async ({ page }) => {
      await byId(page, 'run-button').click();
      await expect(byId(page, 'failure-banner')).toBeVisible();
      await shot(page, 'failed');
      await setParam(page, 'schedule-1', 'steps', '0');
      await byId(page, 'tab-problems').click();
      await shot(page, 'problems');
      const header = await center(byId(page, 'node-decode-1').locator('header').first());
      await page.mouse.click(header.x, header.y, { button: 'right' });
      await shot(page, 'node-menu');
    },
    async (scratch) => {
      const notAnImage = join(scratch, 'holiday.png');
      await writeFile(notAnImage, 'this is text');
      return graphFile(join(scratch, 'Broken.json'), 'image-to-image', {
        'load-image': { file: notAnImage },
      });
    },
  ));

import type { Page } from '@playwright/test';
import { type App, chooseMenu, expect, startApp, stopApp, test } from './helpers/app';
import { byId } from './helpers/window';

/** The smallest screen of a laptop in use: at 200 % the page has 640 by 400 CSS pixels. */
const size = { width: 1280, height: 800 };

const resize = (app: App) =>
  app.electron.evaluate(
    ({ BrowserWindow }, { width, height }) =>
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
    size,
  );

/** Names of what can be pressed but lies, in part, outside of the window. */
const outside = (page: Page, within: string) =>
  page.locator(within).evaluateAll((elements) =>
    elements.flatMap((element) =>
      [...element.querySelectorAll('button, input, [role="tab"]')].flatMap((one) => {
        const { left, top, right, bottom, width } = one.getBoundingClientRect();
        const isIn =
          left >= -1 && top >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
        const name = one.getAttribute('aria-label') ?? one.textContent ?? one.tagName;
        return width === 0 || isIn ? [] : [name];
      }),
    ),
  );

test('the interface is scaled from 100 to 200 % and back, kept for the next start, and all stays in reach', async () => {
  test.setTimeout(120_000);
  const app = await startApp();
  const { page } = app;
  const pageWidth = () => page.evaluate(() => innerWidth);
  try {
    await resize(app);
    await expect.poll(pageWidth).toBe(size.width);
    const zoom = page.locator('[class*="percent"]').first();
    const before = await zoom.textContent();
    for (const percent of [110, 125, 150, 175, 200]) {
      await chooseMenu(app, 'scaleUp');
      await expect.poll(pageWidth).toBe(Math.round((size.width * 100) / percent));
    }
    await chooseMenu(app, 'scaleUp');
    await expect.poll(pageWidth).toBe(size.width / 2);
    // The zoom of the graph is its own.
    await expect(zoom).toHaveText(before ?? '');

    expect(await outside(page, '[class*="shell"] > header')).toEqual([]);
    expect(await outside(page, 'aside[aria-label^="Results"] [role="tablist"]')).toEqual([]);
    await expect(byId(page, 'run-button')).toBeInViewport({ ratio: 1 });

    // Dialogs scroll: the last thing in each can be brought into view and used.
    for (const id of ['settings', 'templates', 'shortcuts', 'about']) {
      await chooseMenu(app, id);
      const dialog = byId(page, `dialog-${id}`);
      await expect(dialog).toBeVisible();
      const last = dialog.locator('> * >> visible=true').last();
      await last.scrollIntoViewIfNeeded();
      await expect(last).toBeInViewport();
      const { left, right } = await dialog.evaluate((element) => {
        const box = element.getBoundingClientRect();
        return { left: box.left, right: innerWidth - box.right };
      });
      expect(Math.min(left, right)).toBeGreaterThanOrEqual(0);
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    }
  } finally {
    await stopApp(app, true);
  }

  const again = await startApp({ folder: app.folder });
  try {
    await resize(again);
    await expect.poll(() => again.page.evaluate(() => innerWidth)).toBe(size.width / 2);
    await chooseMenu(again, 'scaleReset');
    await expect.poll(() => again.page.evaluate(() => innerWidth)).toBe(size.width);
  } finally {
    await stopApp(again);
  }
});

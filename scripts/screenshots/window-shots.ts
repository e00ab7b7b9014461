import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type App, expect, startApp, stopApp } from '../../tests/e2e/helpers/app';

const folder = 'docs/guide/images';
/** CSS pixels; the guide's pictures are read at about half of it. */
const size = { width: 1440, height: 900 };

/** The window as it is, the pointer where it is. */
export const shot = async (page: Page, name: string) => {
  // Lets transitions end: a picture in mid-fade looks broken.
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(folder, `${name}.png`) });
};

/** The window at rest: nothing hovered, no tooltip. */
export const still = async (page: Page, name: string) => {
  await page.mouse.move(size.width / 2, size.height - 4);
  await shot(page, name);
};

export async function withApp(
  work: (app: App) => Promise<void>,
  file?: (scratch: string) => Promise<string>,
) {
  const scratch = await mkdtemp(join(tmpdir(), 'patchbay-shots-'));
  const app = await startApp({ folder: scratch, ...(file && { file: await file(scratch) }) });
  try {
    await app.electron.evaluate(
      ({ BrowserWindow }, { width, height }) =>
        BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
      size,
    );
    await expect.poll(() => app.page.evaluate(() => innerWidth)).toBe(size.width);
    await app.page.keyboard.press('f');
    await work(app);
  } finally {
    await stopApp(app);
  }
}

import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, startApp, stopApp, test } from './helpers/app';
import { byId, runToEnd } from './helpers/window';

const template = (name: string) => ({
  file: join(import.meta.dirname, '../../assets/templates', `${name}.json`),
});

/** Share of a canvas that is white. */
const painted = (canvas: Locator) =>
  canvas.evaluate((element) => {
    if (!(element instanceof HTMLCanvasElement)) throw new Error('no canvas');
    const { width, height } = element;
    const { data } = element.getContext('2d')?.getImageData(0, 0, width, height) ?? {};
    if (!data) throw new Error('no pixels');
    return data.filter((value, i) => i % 4 === 0 && value === 255).length / (width * height);
  });

async function stroke(page: Page, canvas: Locator, from: number, to: number): Promise<void> {
  const box = await canvas.boundingBox();
  if (!box) throw new Error('the canvas is not on screen');
  const at = (part: number) => [box.x + part * box.width, box.y + part * box.height] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at((from + to) / 2), { steps: 4 });
  await page.mouse.move(...at(to), { steps: 4 });
  await page.mouse.up();
}

test('a mask is painted in the node and large, each stroke one step of undo', async () => {
  const app = await startApp(template('image-tools'));
  const { page } = app;
  try {
    const node = byId(page, 'param-paint-mask-1-painted');
    const canvas = node.locator('canvas');
    await expect.poll(() => painted(canvas)).toBeGreaterThan(0.2);
    await node.getByRole('button', { name: 'Clear' }).click();
    await expect.poll(() => painted(canvas)).toBe(0);
    await stroke(page, canvas, 0.1, 0.4);
    const first = await painted(canvas);
    expect(first).toBeGreaterThan(0.02);
    await stroke(page, canvas, 0.6, 0.9);
    expect(await painted(canvas)).toBeGreaterThan(1.5 * first);
    await byId(page, 'undo').click();
    await expect.poll(() => painted(canvas)).toBe(first);
    await expect(byId(page, 'redo')).toHaveAttribute('aria-label', /paint Mask of Paint mask/i);
    await node.getByRole('button', { name: 'Invert' }).click();
    await expect.poll(() => painted(canvas)).toBeCloseTo(1 - first, 6);

    await node.getByRole('button', { name: 'Edit large' }).click();
    const dialog = page.getByRole('dialog');
    const large = dialog.locator('canvas');
    await expect.poll(() => painted(large)).toBeCloseTo(1 - first, 6);
    await dialog.getByRole('button', { name: 'Eraser' }).click();
    await stroke(page, large, 0.6, 0.9);
    const erased = await painted(large);
    expect(erased).toBeLessThan(1 - first);
    await page.keyboard.press('Control+z');
    await expect.poll(() => painted(large)).toBeCloseTo(1 - first, 6);
    await dialog.getByRole('button', { name: 'Redo' }).click();
    await expect.poll(() => painted(large)).toBe(erased);
    await dialog.getByRole('button', { name: 'Close' }).click();
    expect(await painted(canvas)).toBe(erased);
    await runToEnd(page);
  } finally {
    await stopApp(app);
  }
});

test('boxes are drawn, moved by keys and deleted', async () => {
  const app = await startApp(template('layout-to-image'));
  const { page } = app;
  try {
    const boxes = byId(page, 'param-layout-1-boxes');
    const all = boxes.getByRole('button', { name: /^Box \d/ });
    await expect(all.first()).toBeVisible();
    const count = await all.count();
    await boxes.getByRole('button', { name: 'Add a box' }).click();
    await expect(all).toHaveCount(count + 1);
    const added = all.nth(count);
    const left = () => added.evaluate((element) => element.style.left);
    expect(await left()).toBe('30%');
    await added.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect.poll(left).toBe('32%');
    await page.keyboard.press('Shift+ArrowDown');
    await expect.poll(() => added.evaluate((element) => element.style.height)).toBe('41%');
    await page.keyboard.press('Delete');
    await expect(all).toHaveCount(count);
  } finally {
    await stopApp(app);
  }
});

test('a copied picture is pasted as a Load image node', async () => {
  const app = await startApp(template('image-tools'));
  const { page } = app;
  try {
    await expect(byId(page, 'node-load-image-3')).toHaveCount(0);
    await app.electron.evaluate(({ clipboard, nativeImage }) => {
      const red = Buffer.alloc(4 * 16 * 16, Buffer.from([0, 0, 255, 255]));
      const image = nativeImage.createFromBitmap(red, { width: 16, height: 16 });
      // Newer Electrons write items instead; the one that the tests get from the registry has this.
      const writeImage: unknown = Reflect.get(clipboard, 'writeImage');
      if (typeof writeImage !== 'function') throw new Error('this clipboard takes no picture');
      writeImage.call(clipboard, image);
    });
    await page.locator('.react-flow__pane').click({ position: { x: 30, y: 30 } });
    await page.keyboard.press('Control+v');
    await expect(byId(page, 'node-load-image-3')).toContainText('pasted.png');
    await expect(byId(page, 'node-load-image-3').locator('img')).toBeVisible();
  } finally {
    await stopApp(app);
  }
});

import { expect, test } from './helpers/app';
import { byId, center, dragWire, edges, outPort } from './helpers/window';

const nodes = '.react-flow__node';
const free = { x: 640, y: 700 };

test('the palette finds a node by another tool’s name and places it', async ({ app: { page } }) => {
  const before = await page.locator(nodes).count();
  await page.locator('.react-flow__pane').dblclick({ position: { x: 60, y: 60 } });
  await byId(page, 'palette-input').fill('VAE decode');
  await page.keyboard.press('Enter');
  await expect(page.locator(nodes)).toHaveCount(before + 1);
  await expect(byId(page, 'node-decode-2')).toBeVisible();
});

test('a wire dropped on empty canvas lists only what fits, and connects what is chosen', async ({
  app: { page },
}) => {
  const wires = await edges(page).count();
  await dragWire(page, outPort(page, 'text-prompt-1', 'text'), free);
  await expect(byId(page, 'palette')).toBeVisible();
  await expect(byId(page, 'palette')).toContainText('Tokenize');
  await expect(byId(page, 'palette')).not.toContainText('Decode');
  await byId(page, 'palette-input').fill('tokenize');
  await page.keyboard.press('Enter');
  await expect(byId(page, 'node-tokenize-1')).toBeVisible();
  await expect(edges(page)).toHaveCount(wires + 1);
});

test('copy, paste, duplicate, delete, undo and redo', async ({ app: { page } }) => {
  const count = await page.locator(nodes).count();
  const wires = await edges(page).count();
  const header = await center(byId(page, 'node-decode-1').locator('header').first());
  await page.mouse.click(header.x, header.y);
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+v');
  await expect(page.locator(nodes)).toHaveCount(count + 1);
  await page.keyboard.press('Control+d');
  await expect(page.locator(nodes)).toHaveCount(count + 2);
  await page.keyboard.press('Delete');
  await expect(page.locator(nodes)).toHaveCount(count + 1);
  await page.keyboard.press('Control+z');
  await expect(page.locator(nodes)).toHaveCount(count + 2);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(page.locator(nodes)).toHaveCount(count);
  await expect(edges(page)).toHaveCount(wires);
  await page.keyboard.press('Control+Shift+z');
  await expect(page.locator(nodes)).toHaveCount(count + 1);
});

test('the closed Denoise unfolds into a zone that makes the same picture', async ({
  app: { page },
}) => {
  const { resultPixels, runToEnd } = await import('./helpers/window');
  await runToEnd(page);
  const closed = await resultPixels(page);
  await byId(page, 'node-denoise-1').locator('header').first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: /unfold/i }).click();
  await expect(byId(page, 'node-denoise-begin-1')).toBeVisible();
  await runToEnd(page);
  expect((await resultPixels(page)).hash).toBe(closed.hash);
});

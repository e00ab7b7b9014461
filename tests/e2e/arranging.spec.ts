import type { Page } from '@playwright/test';
import { chooseMenu, expect, test } from './helpers/app';
import { byId, center, edges } from './helpers/window';

const node = (page: Page, id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
const header = (page: Page, id: string) => byId(page, `node-${id}`).locator('header').first();

async function place(page: Page, id: string) {
  const box = await node(page, id).boundingBox();
  if (!box) throw new Error(`${id} is not on the screen`);
  return box;
}

/** Top left corner in canvas units, whatever the view is. */
const position = (page: Page, id: string) =>
  node(page, id).evaluate((element) => {
    const { e, f } = new DOMMatrix(getComputedStyle(element).transform);
    return { x: e, y: f };
  });

async function select(page: Page, ids: readonly string[]): Promise<void> {
  for (const [index, id] of ids.entries())
    await header(page, id).click({ modifiers: index === 0 ? [] : ['Shift'] });
}

async function drag(page: Page, id: string, dx: number, dy: number): Promise<void> {
  const from = await center(header(page, id));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + dx / 2, from.y + dy / 2, { steps: 3 });
  await page.mouse.move(from.x + dx, from.y + dy, { steps: 3 });
  await page.mouse.up();
}

test('nodes are aligned by keys and by menu, each one step of undo', async ({ app: { page } }) => {
  const ids = ['decode-1', 'preview-image-1', 'denoise-1'];
  const before = await place(page, 'decode-1');
  await select(page, ids);
  await page.keyboard.press('Control+Shift+ArrowUp');
  const tops = async () =>
    Promise.all(ids.map(async (id) => Math.round((await place(page, id)).y)));
  await expect.poll(async () => new Set(await tops()).size).toBe(1);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await place(page, 'decode-1')).y).toBeCloseTo(before.y, 0);
  await header(page, 'decode-1').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Arrange' }).hover();
  await page.getByRole('menuitem', { name: 'Align left' }).click();
  const lefts = async () =>
    Promise.all(ids.map(async (id) => Math.round((await place(page, id)).x)));
  await expect.poll(async () => new Set(await lefts()).size).toBe(1);
});

test('an arrow key moves by a step of the grid, with Shift by ten', async ({ app: { page } }) => {
  await page.keyboard.press('1');
  await page.waitForTimeout(400);
  await header(page, 'denoise-1').click();
  const start = await place(page, 'denoise-1');
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await place(page, 'denoise-1')).x).toBeCloseTo(start.x + 10, 0);
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(async () => (await place(page, 'denoise-1')).x).toBeCloseTo(start.x + 110, 0);
});

test('a pinned node stays, whatever pulls at it', async ({ app: { page } }) => {
  await header(page, 'decode-1').click();
  await page.keyboard.press('p');
  await expect(byId(page, 'pin-decode-1')).toBeVisible();
  const start = await position(page, 'decode-1');
  await select(page, ['decode-1']);
  await page.keyboard.press('ArrowRight');
  expect(await position(page, 'decode-1')).toEqual(start);
  await drag(page, 'decode-1', 40, 40);
  expect(await position(page, 'decode-1')).toEqual(start);
  const other = await position(page, 'denoise-1');
  await drag(page, 'denoise-1', 30, 30);
  const moved = await position(page, 'denoise-1');
  expect(moved.x).toBeGreaterThan(other.x + 15);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+l');
  await expect.poll(() => position(page, 'denoise-1')).not.toEqual(moved);
  await page.waitForTimeout(600);
  expect(await position(page, 'decode-1')).toEqual(start);
  await page.screenshot({ path: test.info().outputPath('pinned.png') });
  await byId(page, 'pin-decode-1').click();
  await expect(byId(page, 'pin-decode-1')).toHaveCount(0);
});

test('a collapsed node keeps its wires and its ports', async ({ app: { page } }) => {
  const count = await edges(page).count();
  const tall = await place(page, 'denoise-1');
  await header(page, 'denoise-1').click();
  await page.keyboard.press('c');
  await expect
    .poll(async () => (await place(page, 'denoise-1')).height)
    .toBeLessThan(tall.height / 2);
  await expect(edges(page)).toHaveCount(count);
  await expect(byId(page, 'port-denoise-1-out-latent')).toBeVisible();
  // The wire ends where the dot is.
  const dot = await center(byId(page, 'port-denoise-1-out-latent'));
  const end = await page
    .locator(
      '.react-flow__edge[aria-label="Edge from denoise-1 to decode-1"] .react-flow__edge-path',
    )
    .evaluate((path) => {
      if (!(path instanceof SVGPathElement)) throw new Error('no path');
      const { x, y } = path.getPointAtLength(0).matrixTransform(path.getScreenCTM() ?? undefined);
      return { x, y };
    });
  expect(Math.hypot(end.x - dot.x, end.y - dot.y)).toBeLessThan(8);
  await page.screenshot({ path: test.info().outputPath('collapsed.png') });
  await page.keyboard.press('c');
  await expect
    .poll(async () => (await place(page, 'denoise-1')).height)
    .toBeCloseTo(tall.height, 0);
});

test('the graph lays itself out and goes back in one step', async ({ app }) => {
  const { page } = app;
  await drag(page, 'decode-1', -120, 90);
  const messy = await position(page, 'decode-1');
  await page.keyboard.press('Escape');
  await chooseMenu(app, 'layOut');
  await expect.poll(() => position(page, 'decode-1')).not.toEqual(messy);
  await page.waitForTimeout(600);
  await page.screenshot({ path: test.info().outputPath('laid-out.png') });
  // All of it is in view, each node right of what it needs.
  const order = ['load-pipeline-1', 'denoise-1', 'decode-1', 'preview-image-1'];
  const lefts = await Promise.all(order.map(async (id) => (await place(page, id)).x));
  expect(lefts).toEqual([...lefts].sort((a, b) => a - b));
  await expect(page.locator('.react-flow__minimap')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect.poll(() => position(page, 'decode-1')).toEqual(messy);
});

test('snapping is switched in the menu, kept, and turned round by Ctrl', async ({ app }) => {
  const { page } = app;
  const pressed = page.getByRole('button', { name: 'Snap to grid' });
  await expect(pressed).toHaveAttribute('aria-pressed', 'false');
  await chooseMenu(app, 'snapToGrid');
  await expect(pressed).toHaveAttribute('aria-pressed', 'true');
  await drag(page, 'decode-1', 33, 27);
  const on = await position(page, 'decode-1');
  expect([on.x % 10, on.y % 10]).toEqual([0, 0]);
  const from = await center(header(page, 'decode-1'));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 20, from.y + 20, { steps: 3 });
  await page.keyboard.down('Control');
  await page.mouse.move(from.x + 37, from.y + 26, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.up('Control');
  const off = await position(page, 'decode-1');
  expect([off.x % 10, off.y % 10]).not.toEqual([0, 0]);
});

test('a note shows its Markdown, with no link to follow and no HTML', async ({ app: { page } }) => {
  await page.locator('.react-flow__pane').dblclick({ position: { x: 60, y: 60 } });
  await byId(page, 'palette-input').fill('note');
  await page.keyboard.press('Enter');
  const text = byId(page, 'note-text-note-1');
  await text.dblclick();
  const field = byId(page, 'param-note-1-text').locator('textarea');
  await field.fill(
    '# Plan\n\n- **bold** [site](https://example.org)\n\n<img src=x onerror=alert(1)>',
  );
  await field.press('Escape');
  await expect(text.locator('h1')).toHaveText('Plan');
  await expect(text.locator('strong')).toHaveText('bold');
  await expect(text.locator('a, img')).toHaveCount(0);
  await expect(text).toContainText('<img src=x');
  await page.screenshot({ path: test.info().outputPath('note.png') });
});

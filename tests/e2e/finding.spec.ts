import type { Page } from '@playwright/test';
import { expect, test } from './helpers/app';
import { byId, center, edges, inPort, runToEnd } from './helpers/window';

const nodes = '.react-flow__node';
const free = { x: 60, y: 60 };

const openPaletteAt = (page: Page, position: { x: number; y: number }) =>
  page.locator('.react-flow__pane').dblclick({ position });

/** Client pixels of the middle of a wire. */
async function middleOf(page: Page, to: string): Promise<{ x: number; y: number }> {
  const path = page.locator(`.react-flow__edge[aria-label*="${to}"], .react-flow__edge`).first();
  await expect(path).toBeAttached();
  return page.evaluate((target) => {
    const all = [...document.querySelectorAll('.react-flow__edge')];
    const edge = all.find((one) => one.getAttribute('aria-label')?.endsWith(target)) ?? all[0];
    const line = edge?.querySelector<SVGPathElement>('.react-flow__edge-path');
    const matrix = line?.getScreenCTM();
    if (!line || !matrix) throw new Error('no such wire');
    const { x, y } = line.getPointAtLength(line.getTotalLength() / 2).matrixTransform(matrix);
    return { x, y };
  }, to);
}

/** Waits until the camera has come to rest. */
async function still(page: Page): Promise<void> {
  let last = '';
  await expect
    .poll(async () => {
      const now = await page.locator('.react-flow__viewport').getAttribute('style');
      const rests = now === last;
      last = now ?? '';
      return rests;
    })
    .toBe(true);
}

async function dragTo(page: Page, from: { x: number; y: number }, to: { x: number; y: number }) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 6 });
}

test('the palette marks the letters, says another tool’s name and remembers what was placed', async ({
  app: { page },
}) => {
  await openPaletteAt(page, free);
  await byId(page, 'palette-input').fill('ksamp');
  const option = page.getByRole('option').first();
  await expect(option).toContainText('Denoise');
  await expect(option).toContainText('KSampler');
  await expect(option.locator('mark')).toHaveText('KSamp');
  await byId(page, 'palette-input').fill('resize');
  await page.keyboard.press('Enter');
  await expect(byId(page, 'node-resize-1')).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(byId(page, 'palette')).toContainText('Recent');
  await expect(page.getByRole('option').first()).toHaveText('Resize');
  await page.keyboard.press('Control+i');
  await expect(page.getByRole('complementary', { name: 'Details' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(byId(page, 'palette')).toHaveCount(0);
});

test('a new node lies over no other', async ({ app: { page } }) => {
  const other = await center(byId(page, 'node-denoise-1'));
  await page.keyboard.press('Escape');
  await page.mouse.move(other.x, other.y);
  await page.keyboard.press('Control+k');
  await byId(page, 'palette-input').fill('seed');
  await page.keyboard.press('Enter');
  await expect(byId(page, 'node-seed-1')).toBeVisible();
  const overlaps = await page.evaluate((selector) => {
    const boxes = [...document.querySelectorAll(selector)].map((node) => ({
      id: node.getAttribute('data-id'),
      box: node.getBoundingClientRect(),
    }));
    const placed = boxes.find(({ id }) => id === 'seed-1')?.box;
    if (!placed) throw new Error('not placed');
    return boxes
      .filter(
        ({ id, box }) =>
          id !== 'seed-1' &&
          box.left < placed.right &&
          placed.left < box.right &&
          box.top < placed.bottom &&
          placed.top < box.bottom,
      )
      .map(({ id }) => id);
  }, nodes);
  expect(overlaps).toEqual([]);
});

test('the library is found in, dragged from, kept and walked by keys', async ({
  app: { page },
}) => {
  await byId(page, 'show-library').click();
  const library = byId(page, 'library');
  await expect(library).toContainText('First stage');
  await byId(page, 'library-search').fill('vae dec');
  await expect(library.getByRole('button', { name: 'Add Decode' })).toBeVisible();
  await byId(page, 'library-search').fill('note');
  const before = await page.locator(nodes).count();
  const row = await center(byId(page, 'library-note'));
  const pane = await page.locator('.react-flow__pane').boundingBox();
  if (!pane) throw new Error('no pane');
  await dragTo(page, row, { x: pane.x + 40, y: pane.y + pane.height - 90 });
  await expect(byId(page, 'drop-hint')).toContainText('Note');
  await page.mouse.up();
  await expect(page.locator(nodes)).toHaveCount(before + 1);
  await expect(byId(page, 'drop-hint')).toHaveCount(0);

  await byId(page, 'library-search').fill('seed');
  await page.keyboard.press('ArrowDown');
  await expect(byId(page, 'library-seed')).toBeFocused();
  await expect(library).toContainText('One seed for several nodes.');
  await page.keyboard.press('Enter');
  await expect(byId(page, 'node-seed-1')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('separator', { name: 'Width of the node library' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('separator', { name: 'Width of the node library' })).toHaveAttribute(
    'aria-valuenow',
    '256',
  );
  await byId(page, 'hide-library').click();
  await expect(library).toHaveCount(0);
});

test('a node dropped on a wire goes into it, and the reason is shown where it does not fit', async ({
  app: { page },
}) => {
  await byId(page, 'show-library').click();
  await page.locator('.react-flow__pane').click({ position: { x: 8, y: 300 } });
  await page.keyboard.press('f');
  await still(page);
  await byId(page, 'library-search').fill('blur');
  const wires = await edges(page).count();
  const wire = await middleOf(page, 'preview-image-1');
  await dragTo(page, await center(byId(page, 'library-blur')), wire);
  await expect(byId(page, 'drop-hint')).toContainText('Put Blur between Decode and Preview image');
  await expect(page.locator('.react-flow__edge[data-splice="fits"]')).toHaveCount(1);
  await page.mouse.up();
  await expect(byId(page, 'node-blur-1')).toBeVisible();
  await expect(edges(page)).toHaveCount(wires + 1);
  await expect(byId(page, 'undo')).toHaveAttribute(
    'aria-label',
    'Undo: put Blur between Decode and Preview image',
  );
  await byId(page, 'undo').click();
  await expect(byId(page, 'node-blur-1')).toHaveCount(0);
  await expect(edges(page)).toHaveCount(wires);

  await byId(page, 'library-search').fill('text encoder');
  await dragTo(page, await center(byId(page, 'library-text-encoder')), wire);
  await expect(byId(page, 'drop-hint')).toContainText('takes no image');
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(edges(page)).toHaveCount(wires);
});

test('a node of the graph dragged onto a wire goes into it, its move with it', async ({
  app: { page },
}) => {
  await openPaletteAt(page, free);
  await byId(page, 'palette-input').fill('blur');
  await page.keyboard.press('Enter');
  const wires = await edges(page).count();
  const header = await center(byId(page, 'node-blur-1').locator('header').first());
  const wire = await middleOf(page, 'preview-image-1');
  await dragTo(page, header, wire);
  await expect(page.locator('.react-flow__edge[data-splice="fits"]')).toHaveCount(1);
  await page.mouse.up();
  await expect(edges(page)).toHaveCount(wires + 1);
  await byId(page, 'undo').click();
  await expect(edges(page)).toHaveCount(wires);
  const back = await center(byId(page, 'node-blur-1').locator('header').first());
  expect(Math.abs(back.x - header.x)).toBeLessThan(2);
});

test('a node is replaced by a compatible one, its wires kept', async ({ app: { page } }) => {
  const wires = await edges(page).count();
  const header = byId(page, 'node-text-encoder-1').locator('header').first();
  await header.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Replace with…' }).click();
  await byId(page, 'palette-input').fill('tokenize');
  await expect(byId(page, 'palette')).toContainText('Would be lost');
  await page.keyboard.press('Enter');
  await expect(byId(page, 'node-tokenize-1')).toBeVisible();
  await expect(byId(page, 'node-text-encoder-1')).toHaveCount(0);
  await byId(page, 'undo').click();
  await expect(byId(page, 'node-text-encoder-1')).toBeVisible();
  await expect(edges(page)).toHaveCount(wires);
});

test('conditioning is inserted from a port’s menu, and the graph runs', async ({
  app: { page },
}) => {
  await inPort(page, 'denoise-1', 'conditioning').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Insert conditioning…' }).click();
  const picker = byId(page, 'conditioning-picker');
  await expect(picker.getByRole('button', { name: /Image tokens/ })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await expect(picker).toContainText('has no image encoder');
  await picker.getByRole('button', { name: /^Class label/ }).click();
  await expect(byId(page, 'node-class-label-2')).toBeVisible();
  await expect(byId(page, 'undo')).toHaveAttribute(
    'aria-label',
    'Undo: insert conditioning at Denoise',
  );
  await runToEnd(page);
  await byId(page, 'undo').click();
  await expect(byId(page, 'node-class-label-2')).toHaveCount(0);
  await still(page);

  await inPort(page, 'denoise-1', 'conditioning').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Insert conditioning…' }).click();
  await picker.getByText('By a Switch').click();
  await picker.getByRole('button', { name: /^Semantic map/ }).click();
  await expect(byId(page, 'node-switch-1')).toBeVisible();
  await runToEnd(page);
});

test('Delete closes the gap, Ctrl+Delete leaves it', async ({ app: { page } }) => {
  await openPaletteAt(page, free);
  await byId(page, 'palette-input').fill('blur');
  await page.keyboard.press('Enter');
  const wires = await edges(page).count();
  const header = await center(byId(page, 'node-blur-1').locator('header').first());
  await dragTo(page, header, await middleOf(page, 'preview-image-1'));
  await page.mouse.up();
  await expect(edges(page)).toHaveCount(wires + 1);
  await page.keyboard.press('Delete');
  await expect(byId(page, 'node-blur-1')).toHaveCount(0);
  await expect(edges(page)).toHaveCount(wires);
  await byId(page, 'undo').click();
  await byId(page, 'node-blur-1').locator('header').first().click();
  await page.keyboard.press('Control+Delete');
  await expect(edges(page)).toHaveCount(wires - 1);
});

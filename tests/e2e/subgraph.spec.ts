import { chooseMenu, expect, test } from './helpers/app';
import { byId, edges, resultPixels, runToEnd } from './helpers/window';

const subgraph = 'subgraph-1';

test('nodes become a subgraph, run the same, and come back', async ({ app }) => {
  const { page } = app;
  await runToEnd(page);
  const before = await resultPixels(page);
  const wires = await edges(page).count();
  const nodes = await page.locator('.react-flow__node').count();

  const title = (id: string) => byId(page, `node-${id}`).locator('header').first();
  await title('denoise-1').click();
  await title('decode-1').click({ modifiers: ['Control'] });
  await page.keyboard.press('Control+g');
  const made = byId(page, `node-${subgraph}`);
  await expect(made).toBeVisible();
  await expect(made).toContainText('2 nodes');
  await expect(made).toContainText('U-Net');
  await expect(byId(page, 'node-denoise-1')).toHaveCount(0);
  await expect(page.locator('.react-flow__node')).toHaveCount(nodes - 1);

  await runToEnd(page);
  expect((await resultPixels(page)).hash).toBe(before.hash);
  await expect(made).toHaveAttribute('data-state', 'cached');

  await made.locator('header').first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Unpack/ }).click();
  await expect(byId(page, 'node-denoise-1')).toBeVisible();
  await expect(edges(page)).toHaveCount(wires);
  await runToEnd(page);
  expect((await resultPixels(page)).hash).toBe(before.hash);

  await chooseMenu(app, 'undo');
  await expect(made).toBeVisible();
  await chooseMenu(app, 'undo');
  await expect(made).toHaveCount(0);
  await expect(byId(page, 'node-decode-1')).toBeVisible();
  await expect(edges(page)).toHaveCount(wires);
});

test('says why some nodes cannot be one', async ({ app }) => {
  const { page } = app;
  await byId(page, 'node-noise-1').locator('header').first().click();
  await byId(page, 'node-decode-1')
    .locator('header')
    .first()
    .click({ modifiers: ['Control'] });
  await page.keyboard.press('Control+g');
  await expect(page.getByText('No subgraph was made')).toBeVisible();
  await expect(page.getByText(/Denoise lies between the selected nodes/)).toBeVisible();
});

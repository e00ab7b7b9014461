import { expect, test } from './helpers/app';
import {
  byId,
  dragWire,
  edges,
  inPort,
  outPort,
  resultPixels,
  runToEnd,
  setParam,
  waitForRunEnd,
} from './helpers/window';

test('a Number is wired into a parameter by mouse, drives it, and gives it back', async ({
  app: { page },
}) => {
  await runToEnd(page);
  const typed = await resultPixels(page);
  const wires = await edges(page).count();
  await page.locator('.react-flow__pane').dblclick({ position: { x: 60, y: 60 } });
  await byId(page, 'palette-input').fill('Number');
  await page.keyboard.press('Enter');
  await expect(byId(page, 'node-number-1')).toBeVisible();
  const handle = inPort(page, 'denoise-1', 'guidanceScale');
  await dragWire(page, outPort(page, 'number-1', 'value'), handle, async () => {
    await expect(handle).toHaveAttribute('data-fit', 'yes');
    await expect(byId(page, 'connection-hint')).toContainText('Guidance scale of Denoise');
  });
  await expect(edges(page)).toHaveCount(wires + 1);
  const row = byId(page, 'param-denoise-1-guidanceScale');
  await expect(row.locator('output')).toHaveText('1');
  await expect(row.locator('input')).toHaveCount(0);
  await setParam(page, 'number-1', 'value', '9');
  await expect(row.locator('output')).toHaveText('9');
  await runToEnd(page);
  expect((await resultPixels(page)).hash).not.toBe(typed.hash);

  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(edges(page)).toHaveCount(wires);
  await expect(row.locator('input')).toHaveCount(1);
});

test('a sweep wired into a parameter gives one grid and says how far it is', async ({
  app: { page },
}) => {
  await page.locator('.react-flow__pane').dblclick({ position: { x: 60, y: 60 } });
  await byId(page, 'palette-input').fill('Sweep');
  await page.keyboard.press('Enter');
  await setParam(page, 'sweep-1', 'values', '1, 3, 9');
  await dragWire(
    page,
    outPort(page, 'sweep-1', 'value'),
    inPort(page, 'denoise-1', 'guidanceScale'),
  );
  await expect(byId(page, 'param-denoise-1-guidanceScale').locator('output')).toHaveText(
    '3 values',
  );
  await byId(page, 'run-button').click();
  await expect(byId(page, 'status-bar')).toContainText(/[123] of 3/);
  await waitForRunEnd(page);
  const grid = await resultPixels(page);
  expect(grid.width).toBeGreaterThan(3 * 128);
  expect(grid.height).toBeLessThan(2 * 128);
});

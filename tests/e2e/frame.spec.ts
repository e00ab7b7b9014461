import { join } from 'node:path';
import { expect, graphFile, startApp, stopApp, test } from './helpers/app';
import { byId, center } from './helpers/window';

test('a frame takes along what lies inside, is resized by its corner, and is undone', async () => {
  const folder = test.info().outputPath();
  const file = await graphFile(join(folder, 'framed.json'), 'text-template');
  const app = await startApp({ file });
  const { page } = app;
  const place = async (id: string) => {
    const box = await page.locator(`.react-flow__node[data-id="${id}"]`).boundingBox();
    if (!box) throw new Error(`${id} is not on the screen`);
    return box;
  };
  const move = async (from: { x: number; y: number }, dx: number, dy: number) => {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + dx / 2, from.y + dy / 2, { steps: 4 });
    await page.mouse.move(from.x + dx, from.y + dy, { steps: 4 });
    await page.mouse.up();
  };
  await expect(byId(page, 'node-frame-2')).toBeVisible();
  const before = { frame: await place('frame-2'), text: await place('text-encoder-1') };
  const outside = await place('denoise-1');

  await move(await center(byId(page, 'node-frame-2').locator('header span').first()), 60, 40);
  const after = { frame: await place('frame-2'), text: await place('text-encoder-1') };
  expect(after.frame.x - before.frame.x).toBeGreaterThan(40);
  expect(after.text.x - before.text.x).toBeCloseTo(after.frame.x - before.frame.x, 0);
  expect(after.text.y - before.text.y).toBeCloseTo(after.frame.y - before.frame.y, 0);
  expect((await place('denoise-1')).x).toBeCloseTo(outside.x, 0);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await place('frame-2')).x).toBeCloseTo(before.frame.x, 0);
  expect((await place('text-encoder-1')).x).toBeCloseTo(before.text.x, 0);

  // A corner that no wire passes: wires lie above frames and take the pointer first.
  const { x, y, width, height } = await place('frame-1');
  await move({ x: x + width, y: y + height }, 30, 20);
  await expect.poll(async () => (await place('frame-1')).width).toBeGreaterThan(width + 15);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await place('frame-1')).width).toBeCloseTo(width, 0);
  await stopApp(app);
});

test('the menu of a frame renames, duplicates and deletes it; of nodes, frames them', async () => {
  const file = await graphFile(join(test.info().outputPath(), 'menu.json'), 'text-template');
  const app = await startApp({ file });
  const { page } = app;
  try {
    const choose = async (id: string, name: RegExp) => {
      await byId(page, `node-${id}`).locator('header span').first().click({ button: 'right' });
      await page.getByRole('menuitem', { name }).click();
    };
    const frames = page.getByTestId(/^node-frame-\d+$/);
    const before = await frames.count();

    await choose('frame-2', /^Rename/);
    await page.getByRole('textbox', { name: 'Name of the node' }).fill('Steering');
    await page.keyboard.press('Enter');
    await expect(byId(page, 'node-frame-2')).toHaveAttribute('aria-label', 'Steering');

    await byId(page, 'frame-frame-2-red').click();
    await expect(byId(page, 'node-frame-2')).toHaveAttribute('data-frame', 'red');

    await choose('frame-2', /^Duplicate/);
    await expect(frames).toHaveCount(before + 1);
    await page.keyboard.press('Control+z');
    await expect(frames).toHaveCount(before);

    // What lies in a frame stays when the frame goes.
    await choose('frame-2', /^Delete(?! \+)/);
    await expect(frames).toHaveCount(before - 1);
    await expect(byId(page, 'node-text-encoder-1')).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(byId(page, 'node-frame-2')).toHaveAttribute('data-frame', 'red');

    await byId(page, 'node-text-encoder-1').locator('header').click();
    await byId(page, 'node-text-encoder-1').locator('header').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Frame the selection' }).click();
    await expect(frames).toHaveCount(before + 1);
  } finally {
    await stopApp(app);
  }
});

import { chooseMenu, expect, test } from './helpers/app';
import { byId, center, dragWire, edges, inPort, outPort } from './helpers/window';

const wire = (page: import('@playwright/test').Page, from: string, to: string) =>
  page.locator(`.react-flow__edge[aria-label="Edge from ${from} to ${to}"]`);

/** A place on a wire where nothing lies over it. */
async function onWire(locator: import('@playwright/test').Locator, part = 0.5) {
  return locator.locator('.react-flow__edge-path').evaluate((path, at) => {
    if (!(path instanceof SVGPathElement)) throw new Error('no path');
    const matrix = path.getScreenCTM();
    if (!matrix) throw new Error('not on the screen');
    const { x, y } = path.getPointAtLength(path.getTotalLength() * at).matrixTransform(matrix);
    return { x, y };
  }, part);
}

test('a wire is drawn from its input too, moved by its end, and let go to be removed', async ({
  app: { page },
}) => {
  const count = await edges(page).count();
  await expect(wire(page, 'denoise-1', 'decode-1')).toHaveCount(1);
  // By its end at the input, to empty canvas: gone.
  const end = await center(inPort(page, 'decode-1', 'latent'));
  await page.mouse.move(end.x - 12, end.y);
  await page.mouse.down();
  await page.mouse.move(end.x - 60, end.y + 160, { steps: 5 });
  await page.mouse.up();
  await expect(edges(page)).toHaveCount(count - 1);
  // From the input back to the output.
  await dragWire(
    page,
    inPort(page, 'decode-1', 'latent'),
    outPort(page, 'denoise-1', 'latent'),
    async () => {
      await expect(byId(page, 'connection-hint')).toContainText('Connects to Latent of Decode');
    },
  );
  await expect(wire(page, 'denoise-1', 'decode-1')).toHaveCount(1);
});

test('legal targets glow, others dim and say why, from either end and with an end in hand', async ({
  app: { page },
}) => {
  await dragWire(
    page,
    inPort(page, 'decode-1', 'latent'),
    outPort(page, 'text-prompt-1', 'text'),
    async () => {
      await expect(outPort(page, 'denoise-1', 'latent')).toHaveAttribute('data-fit', 'yes');
      await expect(outPort(page, 'text-prompt-1', 'text')).toHaveAttribute('data-fit', 'no');
      await expect(byId(page, 'connection-hint')).toHaveAttribute('data-tone', 'bad');
    },
  );
  const end = await center(inPort(page, 'decode-1', 'latent'));
  const wrong = await center(inPort(page, 'text-encoder-1', 'text'));
  await page.mouse.move(end.x - 12, end.y);
  await page.mouse.down();
  await page.mouse.move(wrong.x + 30, wrong.y + 30, { steps: 5 });
  await page.mouse.move(wrong.x, wrong.y, { steps: 3 });
  await expect(inPort(page, 'text-encoder-1', 'text')).toHaveAttribute('data-fit', 'no');
  await expect(byId(page, 'connection-hint')).toHaveAttribute('data-tone', 'bad');
  await page.mouse.up();
  await expect(wire(page, 'denoise-1', 'decode-1')).toHaveCount(1);
});

test('Shift takes all wires of a port and moves them together', async ({ app: { page } }) => {
  // A second pipeline to move the model's wires to.
  await byId(page, 'node-load-pipeline-1').locator('header').first().click();
  await page.keyboard.press('Control+d');
  await expect(byId(page, 'node-load-pipeline-2')).toBeVisible();
  for (let step = 0; step < 6; step++) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('f');
  await page.waitForTimeout(400);
  const from = outPort(page, 'load-pipeline-1', 'autoencoder');
  const to = outPort(page, 'load-pipeline-2', 'autoencoder');
  const moved = page.locator('.react-flow__edge[aria-label^="Edge from load-pipeline-2 "]');
  await expect(moved).toHaveCount(0);
  await page.keyboard.down('Shift');
  await dragWire(page, from, to, async () => {
    await expect(to).toHaveAttribute('data-fit', 'yes');
    await expect(byId(page, 'connection-hint')).toContainText(/Moves \d wires to Autoencoder/);
  });
  await page.keyboard.up('Shift');
  const count = await moved.count();
  expect(count).toBeGreaterThan(1);
  await page.keyboard.press('Control+z');
  await expect(moved).toHaveCount(0);
});

test('a double click on a wire adds a reroute point, undone in one step', async ({
  app: { page },
}) => {
  const count = await edges(page).count();
  const at = await onWire(wire(page, 'denoise-1', 'decode-1'));
  await page.mouse.dblclick(at.x, at.y);
  await expect(byId(page, 'node-reroute-1')).toBeVisible();
  await expect(edges(page)).toHaveCount(count + 1);
  await page.keyboard.press('Control+z');
  await expect(byId(page, 'node-reroute-1')).toHaveCount(0);
  await expect(edges(page)).toHaveCount(count);
  await page.keyboard.down('Alt');
  await page.mouse.click(at.x, at.y);
  await page.keyboard.up('Alt');
  await expect(byId(page, 'node-reroute-1')).toBeVisible();
  await page.keyboard.press('Control+z');
  await page.mouse.click(at.x, at.y, { button: 'right' });
  await page.getByRole('menuitem', { name: 'Add a reroute point' }).click();
  await expect(byId(page, 'node-reroute-1')).toBeVisible();
});

test('right angles, labels on all wires, and what a node needs and feeds', async ({ app }) => {
  const { page } = app;
  const path = wire(page, 'denoise-1', 'decode-1').locator('.react-flow__edge-path');
  await expect(path).toHaveAttribute('d', /C/);
  await chooseMenu(app, 'angledWires');
  await expect(path).not.toHaveAttribute('d', /C/);
  await chooseMenu(app, 'wireLabels');
  const labels = page.locator('.react-flow__edgelabel-renderer > div');
  await expect(labels).toHaveCount(await edges(page).count());
  const ticked = await app.electron.evaluate(({ Menu }) =>
    ['angledWires', 'wireLabels', 'traceSelection'].map(
      (id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.checked,
    ),
  );
  expect(ticked).toEqual([true, true, false]);

  const node = (id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
  await byId(page, 'node-denoise-1').locator('header').first().click();
  await page.keyboard.down('h');
  await expect(node('text-encoder-1')).toHaveAttribute('data-trace', 'needs');
  await expect(node('decode-1')).toHaveAttribute('data-trace', 'feeds');
  await expect(wire(page, 'denoise-1', 'decode-1')).toHaveAttribute('data-trace', 'feeds');
  await page.screenshot({ path: test.info().outputPath('trace.png') });
  await page.keyboard.up('h');
  await expect(node('decode-1')).not.toHaveAttribute('data-trace', /./);
});

test('wires into a running node move', async ({ app: { page } }) => {
  const flowing = page.locator('.react-flow__edge[data-flow]');
  await byId(page, 'run-button').click();
  await expect(flowing.first()).toBeAttached({ timeout: 30_000 });
  await expect(byId(page, 'status-bar')).toHaveAttribute('data-run-status', 'completed', {
    timeout: 60_000,
  });
  await expect(flowing).toHaveCount(0);
});

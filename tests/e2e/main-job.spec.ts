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

test('the default graph runs to a picture that follows its seed', async ({ app: { page } }) => {
  await runToEnd(page);
  const first = await resultPixels(page);
  expect(first).toMatchObject({ width: 64, height: 64 });
  expect(first.deviation).toBeGreaterThan(20);

  await setParam(page, 'noise-1', 'seed', '12345');
  await runToEnd(page);
  const other = await resultPixels(page);
  expect(other.hash).not.toBe(first.hash);
  await expect(byId(page, 'result-seed')).toContainText('12345');

  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+Enter');
  await waitForRunEnd(page);
  expect((await resultPixels(page)).hash, 'same seed, same picture').toBe(first.hash);
});

test('a live preview of the predicted clean image shows while it denoises', async ({
  app: { page },
}) => {
  await setParam(page, 'schedule-1', 'steps', '150');
  await byId(page, 'run-button').click();
  await expect(byId(page, 'live-preview')).toBeVisible();
  await expect(byId(page, 'node-denoise-1')).toHaveAttribute('data-state', 'running');
  await expect(byId(page, 'result-image')).toBeVisible({ timeout: 60_000 });
});

test('running again shows what came from the cache', async ({ app: { page } }) => {
  await runToEnd(page);
  await setParam(page, 'denoise-1', 'guidanceScale', '2');
  await runToEnd(page);
  await expect(byId(page, 'node-text-encoder-1')).toHaveAttribute('data-state', 'cached');
  await expect(byId(page, 'node-denoise-1')).toHaveAttribute('data-state', 'done');
});

test('moving one wire swaps text for a class label, and undo swaps back', async ({
  app: { page },
}) => {
  await runToEnd(page);
  const text = await resultPixels(page);
  const wires = await edges(page).count();

  await dragWire(
    page,
    outPort(page, 'class-label-1', 'conditioning'),
    inPort(page, 'denoise-1', 'conditioning'),
    () => expect(byId(page, 'connection-hint')).toContainText('Replaces'),
  );
  await expect(edges(page)).toHaveCount(wires);
  await runToEnd(page);
  const label = await resultPixels(page);
  expect(label.deviation).toBeGreaterThan(20);
  expect(label.hash).not.toBe(text.hash);

  await byId(page, 'undo').click();
  await runToEnd(page);
  expect((await resultPixels(page)).hash).toBe(text.hash);
});

test('a wire that cannot work says why at the pointer and is not made', async ({
  app: { page },
}) => {
  const wires = await edges(page).count();
  await dragWire(
    page,
    outPort(page, 'decode-1', 'image'),
    inPort(page, 'denoise-1', 'latent'),
    async () => {
      await expect(byId(page, 'connection-hint')).toContainText(/image/i);
      await expect(byId(page, 'connection-hint')).toContainText(/Encode/);
    },
  );
  await expect(edges(page)).toHaveCount(wires);
});

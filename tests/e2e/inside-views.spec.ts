import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, graphFile, startApp, stopApp, test } from './helpers/app';

test('frames are looked through by keys, enlarged and saved', async () => {
  const first = await startApp();
  const file = await graphFile(join(first.folder, 'zone.json'), 'unfolded-zone', {
    schedule: { steps: 4 },
  });
  await stopApp(first, true);
  const app = await startApp({ folder: first.folder, file });
  const { page } = app;
  await page.getByTestId('run-button').click();
  const history = page.getByRole('region', { name: 'Results of this session' });
  await expect(history.locator('[aria-pressed]')).toHaveCount(3, { timeout: 60_000 });

  await history.getByRole('button', { name: /^Cross-attention map, frames/ }).click();
  const result = page.getByTestId('result-view');
  const frame = result.getByRole('slider', { name: 'Frame' });
  await expect(frame).toHaveAttribute('aria-valuetext', 'Mean of 4 steps');
  await expect(result.getByText(/^heart · \d+ %$/)).toBeVisible();
  await frame.focus();
  await page.keyboard.press('ArrowRight');
  await expect(frame).toHaveAttribute('aria-valuetext', /^Step 1, t \d+$/);

  await page.getByRole('button', { name: 'Show large', exact: true }).click();
  const large = page.getByTestId('large-view');
  const saved = join(app.folder, 'maps.png');
  await app.answerDialogs(saved);
  await large.getByRole('button', { name: 'Save as PNG' }).click();
  await expect(page.getByText(`Saved ${saved}`)).toBeVisible();
  expect((await readFile(saved)).subarray(1, 4).toString()).toBe('PNG');
  await page.keyboard.press('Escape');
  await expect(large).toBeHidden();
  await stopApp(app);
});

test('two pictures are compared under a slider', async () => {
  const first = await startApp();
  const file = await graphFile(join(first.folder, 'remake.json'), 'image-to-image', {
    schedule: { steps: 4, strength: 0.5 },
  });
  await stopApp(first, true);
  const app = await startApp({ folder: first.folder, file });
  const { page } = app;
  await page.getByTestId('run-button').click();
  const result = page.getByTestId('result-view');
  const slider = result.getByRole('slider', { name: 'How much of Given is seen' });
  await expect(slider).toHaveValue('50', { timeout: 60_000 });
  await slider.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(slider).toHaveAttribute('aria-valuetext', '49 % Given, 51 % Remade');
  await result.getByText('Side by side').click();
  await expect(result.getByRole('img', { name: 'Remade' })).toBeVisible();
  await stopApp(app);
});

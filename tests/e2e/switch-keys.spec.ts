import { join } from 'node:path';
import { expect, graphFile, startApp, stopApp, test } from './helpers/app';
import { byId } from './helpers/window';

test('keys 1 to 9 choose a wire of the selected Switch, and only of wires that are there', async () => {
  const file = await graphFile(join(test.info().outputPath(), 'switch.json'), 'swap-conditioning');
  const app = await startApp({ file });
  const { page } = app;
  try {
    const chosen = byId(page, 'param-switch-1-index').getByRole('button').last();
    await expect(chosen).toContainText('A · Text encoder');
    await page.keyboard.press('2');
    await expect(chosen).toContainText('A ·');

    await byId(page, 'node-switch-1').locator('header').click();
    await page.keyboard.press('2');
    await expect(chosen).toContainText('B · Class label');
    await page.keyboard.press('4');
    await expect(chosen).toContainText('D ·');
    await page.keyboard.press('9');
    await expect(chosen).toContainText('D ·');
    await byId(page, 'undo').click();
    await expect(chosen).toContainText('B ·');

    // In a field a digit is a digit.
    const steps = byId(page, 'param-schedule-1-steps').locator('input').first();
    await steps.click();
    await steps.fill('3');
    await steps.blur();
    await expect(chosen).toContainText('B ·');
  } finally {
    await stopApp(app);
  }
});

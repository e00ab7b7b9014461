import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '../../tests/e2e/helpers/app';
import { byId, runToEnd } from '../../tests/e2e/helpers/window';
import { still, withApp } from './window-shots';

const ids = readdirSync('assets/templates')
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''));

/** Each template as it looks after a run, whole. */
test('the templates', () => {
  test.setTimeout(600_000);
  return withApp(async ({ page }) => {
    for (const id of ids) {
      const { name } = JSON.parse(readFileSync(`assets/templates/${id}.json`, 'utf8'));
      await byId(page, 'open-templates').click();
      await byId(page, `template-${id}`).click();
      await expect(byId(page, 'doc-title')).toHaveText(name);
      await runToEnd(page);
      await page.locator('.react-flow__pane').click({ position: { x: 8, y: 8 } });
      // Nodes have grown by what they show.
      await page.keyboard.press('f');
      await still(page, `templates/${id}`);
    }
  });
});

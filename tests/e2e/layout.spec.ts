import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from './helpers/app';
import { byId, runToEnd } from './helpers/window';

const templates = readdirSync('assets/templates').map((file): string => {
  const { name } = JSON.parse(readFileSync(`assets/templates/${file}`, 'utf8'));
  return name;
});

test('the default graph opens large enough to be read, with the panel open', async ({
  app: { electron, page },
}) => {
  // The window may have another size at the start: the same graph is opened again in this one.
  await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900),
  );
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(1440);
  await byId(page, 'open-templates').click();
  await page.getByRole('dialog').getByText('Text to image', { exact: true }).click();
  await expect(page.getByRole('tab', { name: 'Result' })).toBeVisible();
  const zoom = () =>
    page
      .locator('.react-flow__viewport')
      .evaluate((viewport) => new DOMMatrix(getComputedStyle(viewport).transform).a);
  await expect.poll(zoom).toBeGreaterThanOrEqual(0.65);
});

test('no node of a template lies upon another, after a run either', async ({ app: { page } }) => {
  // It runs them all.
  test.setTimeout(600_000);
  for (const name of templates) {
    await byId(page, 'open-templates').click();
    await page.getByRole('dialog').getByText(name, { exact: true }).click();
    await expect(byId(page, 'doc-title')).toHaveText(name);
    await runToEnd(page);
    const boxes = await page
      .locator('.react-flow__node:not(:has([data-frame]))')
      .evaluateAll((nodes) =>
        nodes.map((node) => {
          const { left, right, top, bottom } = node.getBoundingClientRect();
          return { id: node.getAttribute('data-id'), left, right, top, bottom };
        }),
      );
    expect(boxes.length).toBeGreaterThan(4);
    const overlaps = boxes.flatMap((a, i) =>
      boxes
        .slice(i + 1)
        .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
        .map((b) => `${name}: ${a.id} and ${b.id}`),
    );
    expect(overlaps).toEqual([]);
  }
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, graphFile, startApp, stopApp, test } from './helpers/app';
import { byId, center, rgba, runToEnd } from './helpers/window';

/** Drops a file as the system would, at a place of the window. */
async function drop(
  page: Page,
  at: { readonly x: number; readonly y: number },
  file: { readonly name: string; readonly bytes: Buffer },
): Promise<void> {
  await page.evaluate(
    ({ x, y, name, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], name));
      const target = document.elementFromPoint(x, y);
      const options = { dataTransfer, clientX: x, clientY: y, bubbles: true, cancelable: true };
      for (const type of ['dragover', 'drop']) target?.dispatchEvent(new DragEvent(type, options));
    },
    { ...at, name: file.name, base64: file.bytes.toString('base64') },
  );
}

test('a picture dropped on the canvas becomes a node, on a node its picture; other files are refused', async () => {
  const picture = await readFile('assets/images/taxi.png');
  const file = await graphFile(join(test.info().outputPath(), 'drop.json'), 'onnx-model');
  const app = await startApp({ file });
  const { page } = app;
  try {
    const pane = await page.locator('.react-flow__pane').boundingBox();
    if (!pane) throw new Error('no canvas');
    const corner = { x: pane.x + 60, y: pane.y + 60 };

    await drop(page, corner, { name: 'my taxi.png', bytes: picture });
    const added = byId(page, 'node-load-image-2');
    await expect(added).toBeVisible();
    await expect(added).toContainText('my taxi.png');
    await expect(byId(page, 'undo')).toHaveAttribute('aria-label', /^Undo: /);
    await byId(page, 'undo').click();
    await expect(added).toBeHidden();

    const first = byId(page, 'node-load-image-1');
    await drop(page, await center(first), { name: 'other.png', bytes: picture });
    await expect(first).toContainText('other.png');
    // It lies inside the graph: the run reads it although no such file exists.
    await runToEnd(page);
    const { width, values } = await rgba(first.locator('img').first());
    expect(width).toBeGreaterThan(0);
    expect(new Set(values).size).toBeGreaterThan(8);

    await drop(page, corner, { name: 'notes.txt', bytes: Buffer.from('text') });
    await expect(page.getByRole('alert').filter({ hasText: 'notes.txt' })).toBeVisible();
    await expect(added).toBeHidden();
  } finally {
    await stopApp(app);
  }
});

import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from './helpers/app';
import { byId, runToEnd } from './helpers/window';

test('the window and the command line make the same PNG bytes from the same seed', async ({
  app,
}) => {
  const { page, folder } = app;
  // Both on the CPU: on a machine with a GPU "auto" could differ between the two.
  const saved = join(folder, 'window.png');
  await app.answerDialogs(saved);
  await runToEnd(page);
  await byId(page, 'save-result').click();
  await expect
    .poll(() =>
      readFile(saved)
        .then((b) => b.length)
        .catch(() => 0),
    )
    .toBeGreaterThan(100);

  const out = join(folder, 'out');
  const args = ['scripts/patchbay.mjs', 'run', 'assets/templates/text-to-image.json', '--out', out];
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  await promisify(execFile)('node', args, { env });
  const png = (await readdir(out)).find((name) => name.endsWith('.png'));
  expect(png).toBeDefined();
  expect(await readFile(join(out, png ?? ''))).toEqual(await readFile(saved));
});

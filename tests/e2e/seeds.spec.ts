import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type App, chooseMenu, expect, graphFile, test } from './helpers/app';
import { byId, resultPixels, runToEnd } from './helpers/window';

/** Opens the default graph with a Seed node wired to its noise, and few steps. */
async function openWithSeed(app: App, mode: string): Promise<void> {
  const path = join(app.folder, `seed-${mode}.json`);
  await graphFile(path, 'text-to-image', { schedule: { steps: 2 } });
  const doc = JSON.parse(await readFile(path, 'utf8'));
  const params = { value: 41, mode };
  doc.nodes['seed-1'] = { type: 'seed', version: 1, params, position: { x: 0, y: 900 } };
  doc.edges['seed-edge'] = {
    from: { node: 'seed-1', port: 'seed' },
    to: { node: 'noise-1', port: 'seed' },
  };
  await writeFile(path, JSON.stringify(doc));
  await app.answerDialogs(path);
  await chooseMenu(app, 'open');
  await expect(byId(app.page, 'node-seed-1')).toBeVisible();
}

/** Two runs one after the other: the seed and the picture of each. */
async function runTwice({ page }: App) {
  const runs: { seed: string; hash: string }[] = [];
  for (let count = 0; count < 2; count++) {
    await runToEnd(page);
    const seed = await byId(page, 'result-seed').innerText();
    runs.push({ seed, hash: (await resultPixels(page)).hash });
  }
  return runs;
}

const seedField = (app: App) => byId(app.page, 'param-seed-1-value').locator('input').first();

test('a Seed node that counts up: one more for each run, shown for the next', async ({ app }) => {
  await openWithSeed(app, 'increment');
  const [first, second] = await runTwice(app);
  expect([first?.seed, second?.seed]).toEqual(['41', '42']);
  expect(second?.hash).not.toBe(first?.hash);
  await expect(seedField(app)).toHaveValue('43');
});

test('a random Seed node: another seed for each run, which the graph holds', async ({ app }) => {
  await openWithSeed(app, 'random');
  const [first, second] = await runTwice(app);
  expect(new Set(['41', first?.seed, second?.seed]).size).toBe(3);
  expect(second?.hash).not.toBe(first?.hash);
  await expect(seedField(app)).toHaveValue(second?.seed ?? '');
});

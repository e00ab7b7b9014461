import { spawnSync } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startApp, stopApp, test } from '../../../tests/e2e/helpers/app';
import { byId, runToEnd } from '../../../tests/e2e/helpers/window';
import { largeGraph } from '../large-graph.mjs';
import { median, report } from '../report.mjs';

/** Seconds that `npm start` takes before it launches the app, where everything is there already. */
function setUpAgain(): number {
  const began = performance.now();
  const { status } = spawnSync('npm run --silent setup', { stdio: 'ignore', shell: true });
  if (status !== 0) throw new Error(`npm run setup ended with ${status}`);
  return (performance.now() - began) / 1000;
}

/** Frame times in ms while `move` goes on, by requestAnimationFrame in the window. */
async function frames(page: Page, move: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    const tick = (now: number) => {
      times.push(now);
      if (times.length < 5000) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    Object.assign(window, { benchFrames: times });
  });
  await move();
  const times = await page.evaluate(
    () => (window as unknown as { benchFrames: number[] }).benchFrames,
  );
  return times.slice(1).map((time, i) => time - (times[i] ?? 0));
}

test('second start: window usable', async () => {
  const first = await startApp();
  await stopApp(first, true);
  const setUps: number[] = [];
  const launches: number[] = [];
  for (let i = 0; i < 3; i++) {
    setUps.push(setUpAgain());
    const began = performance.now();
    const again = await startApp({ folder: first.folder });
    launches.push((performance.now() - began) / 1000);
    await stopApp(again, true);
  }
  report('second npm start: npm and set-up, nothing to do', median(setUps), 's');
  report('second npm start: launch to window usable', median(launches), 's');
  report('second npm start to window usable', median(setUps) + median(launches), 's', 5);
  const app = await startApp({ folder: first.folder });
  await runToEnd(app.page);
  const metrics = await app.electron.evaluate(({ app: electronApp }) =>
    electronApp
      .getAppMetrics()
      .map((m) => ({ name: m.name ?? m.type, kb: m.memory.workingSetSize })),
  );
  const mb = (kb: number) => kb / 1024;
  const engine = metrics.find((m) => m.name.includes('ngine'))?.kb ?? Number.NaN;
  report(
    'resident memory of all processes after the default run',
    mb(metrics.reduce((sum, m) => sum + m.kb, 0)),
    'MB',
  );
  report('of it the engine', mb(engine), 'MB');
  await stopApp(app);
});

/** The header of the node nearest to the middle of the window: at 100 % most are off the screen. */
function middleHeader(page: Page): Promise<{ x: number; y: number }> {
  return page.evaluate(() => {
    const middle = { x: innerWidth / 2, y: innerHeight / 2 };
    const away = ({ x, y }: { x: number; y: number }) => Math.hypot(x - middle.x, y - middle.y);
    const centers = [...document.querySelectorAll('[data-testid^="node-"] header')]
      .map((header) => header.getBoundingClientRect())
      .filter(({ width }) => width > 0)
      .map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }));
    const [nearest] = centers.sort((a, b) => away(a) - away(b));
    if (!nearest) throw new Error('no node is on the screen');
    return nearest;
  });
}

async function dragInCircles(page: Page): Promise<number> {
  const grip = await middleHeader(page);
  await page.mouse.move(grip.x, grip.y);
  await page.mouse.down();
  const times = await frames(page, async () => {
    for (let i = 0; i < 150; i++) {
      await page.mouse.move(grip.x + 120 * Math.sin(i / 12), grip.y + 80 * Math.cos(i / 12) - 80);
      await page.waitForTimeout(8);
    }
  });
  await page.mouse.up();
  return median(times);
}

test('drag a node in a 500-node graph', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-bench-'));
  const file = join(folder, 'large.json');
  await writeFile(file, JSON.stringify(largeGraph(500)));
  const app = await startApp({ folder, file });
  const { page } = app;
  try {
    await byId(page, 'node-text-prompt-0').waitFor();
    await page.waitForTimeout(1_000);
    for (const view of ['whole graph in view', 'zoomed to 100 %'] as const) {
      if (view === 'zoomed to 100 %') {
        await page.keyboard.press('1');
        await page.waitForTimeout(1_000);
      }
      const ms = await dragInCircles(page);
      report(`drag in a 500-node graph, ${view}, median frame`, ms, 'ms', 20);
    }
  } finally {
    // Left open, it would hold up the end of the bench for minutes.
    await stopApp(app);
  }
});

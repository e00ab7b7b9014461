import { join } from 'node:path';
import { expect, graphFile, startApp, stopApp, test } from './helpers/app';
import { byId, resultPixels, runToEnd, setParam, waitForRunEnd } from './helpers/window';

/** Process ids of the app's utility processes whose name is the engine's. */
async function enginePid(app: Awaited<ReturnType<typeof startApp>>): Promise<number> {
  const pid = await app.electron.evaluate(
    ({ app: electronApp }) =>
      electronApp
        .getAppMetrics()
        .find((m) => m.serviceName?.includes('node') && m.name?.includes('ngine'))?.pid,
  );
  if (!pid) throw new Error('no engine process');
  return pid;
}

test('a killed engine is told within a second, and the graph runs again', async ({ app }) => {
  const { page } = app;
  await setParam(page, 'schedule-1', 'steps', '300');
  await byId(page, 'run-button').click();
  await expect(byId(page, 'node-denoise-1')).toHaveAttribute('data-state', 'running');
  process.kill(await enginePid(app), 'SIGKILL');
  await expect(byId(page, 'crash-banner')).toBeVisible({ timeout: 1_000 });
  await expect(byId(page, 'crash-banner')).toContainText('Denoise');
  await expect(byId(page, 'node-denoise-1')).toBeVisible();

  await setParam(page, 'schedule-1', 'steps', '8');
  await byId(page, 'run-again').click();
  await waitForRunEnd(page);
  expect((await resultPixels(page)).deviation).toBeGreaterThan(20);
});

test('cancel stops the run, and the next one works', async ({ app: { page } }) => {
  await setParam(page, 'schedule-1', 'steps', '500');
  await byId(page, 'run-button').click();
  await expect(byId(page, 'node-denoise-1')).toHaveAttribute('data-state', 'running');
  await byId(page, 'cancel-button').click();
  await expect(byId(page, 'status-bar')).toHaveAttribute('data-run-status', 'cancelled', {
    timeout: 3_000,
  });
  await setParam(page, 'schedule-1', 'steps', '8');
  await runToEnd(page);
});

test('a node that fails says why, and the window goes on', async () => {
  const scratch = await startApp();
  await stopApp(scratch, true);
  const file = await graphFile(join(scratch.folder, 'gone.json'), 'image-to-image', {
    'load-image': { file: join(scratch.folder, 'not-there.png') },
  });
  const app = await startApp({ folder: scratch.folder, file });
  await byId(app.page, 'run-button').click();
  await expect(byId(app.page, 'failure-banner')).toContainText('not-there.png');
  await expect(byId(app.page, 'node-load-image-1')).toHaveAttribute('data-state', 'failed');
  await stopApp(app);
});

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { softwareVulkanEnv } from '../../scripts/launch-options.mjs';
import { type App, chooseMenu, expect, graphFile, startApp, stopApp, test } from './helpers/app';
import { byId, rgba, runToEnd, showResult } from './helpers/window';

/**
 * The GPU path through the window and its engine process, on the software adapter that Electron
 * ships: it proves that the numbers are right, never the speed. tests/engine/webgpu.test.ts compares
 * single runs of the U-Net.
 */
const vulkan = softwareVulkanEnv();
const noAdapter = Object.keys(vulkan).length === 0;

async function roundTrip(app: App, provider: string): Promise<readonly number[]> {
  const { page } = app;
  await runToEnd(page);
  await byId(page, 'tab-results').click();
  await showResult(page, 'After the round trip');
  await expect(byId(page, 'result-provider')).toContainText(provider);
  return (await rgba(byId(page, 'result-image'))).values;
}

const start = async (folder: string, provider: string, env: Readonly<Record<string, string>>) => {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${provider}.json`);
  await graphFile(file, 'autoencoder-round-trip', {
    'load-pipeline': { provider },
    'load-image': { file: 'bundled:red-heart.png' },
  });
  return startApp({ folder, file, env });
};

test('an autoencoder round trip gives the same picture on WebGPU as on the CPU', async () => {
  test.skip(noAdapter, 'no software Vulkan adapter here: the Electron runtime ships none');
  const folder = test.info().outputPath();
  const onCpu = await start(folder, 'cpu', vulkan);
  const cpu = await roundTrip(onCpu, 'CPU');
  await stopApp(onCpu, true);
  const onGpu = await start(folder, 'webgpu', vulkan);
  const gpu = await roundTrip(onGpu, 'WebGPU');
  await stopApp(onGpu, true);

  expect(gpu).toHaveLength(cpu.length);
  expect(Math.max(...cpu) - Math.min(...cpu), 'a picture, not a blank').toBeGreaterThan(100);
  const largest = Math.max(...gpu.map((value, index) => Math.abs(value - (cpu[index] ?? 0))));
  // Of 255: sums are taken in another order, and rounding to 8 bits may turn that into one step.
  expect(largest).toBeLessThanOrEqual(1);
});

test('WebGPU asked for without an adapter fails at its node and says what to do', async () => {
  const app = await start(test.info().outputPath(), 'webgpu', {
    VK_ICD_FILENAMES: '/nowhere.json',
  });
  await byId(app.page, 'run-button').click();
  await expect(byId(app.page, 'node-encode-1')).toHaveAttribute('data-state', 'failed');
  await expect(byId(app.page, 'failure-banner')).toContainText(
    /is to run on WebGPU, but no WebGPU/,
  );
  await expect(byId(app.page, 'failure-banner')).toContainText(/provider to auto or cpu/);

  // Taking that advice: it runs, and says why not on WebGPU.
  const file = await graphFile(join(app.folder, 'auto.json'), 'autoencoder-round-trip');
  await app.answerDialogs(file);
  await chooseMenu(app, 'open');
  await expect(byId(app.page, 'doc-title')).toContainText('auto');
  await runToEnd(app.page);
  await expect(byId(app.page, 'provider-badge')).toContainText('CPU');
  await expect(byId(app.page, 'provider-badge')).toHaveAccessibleName(
    /no WebGPU adapter was found/,
  );
  await stopApp(app, true);
});

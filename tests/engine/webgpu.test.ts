import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type ActualProvider, executionProvider } from '../../src/main/engine/sessions/providers';
import { bundledModel } from './helpers/library';

/**
 * The GPU path without a GPU: SwiftShader, the software adapter that Electron ships. It proves that
 * the numbers are right, never the speed.
 */
const root = join(import.meta.dirname, '../..');
const driver = join(root, '.runtime/electron/vk_swiftshader_icd.json');
const unet = join(bundledModel, 'unet/model.onnx');
const line = z.object({
  values: z.array(z.number()).optional(),
  error: z.string().optional(),
});

async function runOn(providers: ActualProvider[], env: NodeJS.ProcessEnv) {
  const options = providers.map((provider) => JSON.stringify(executionProvider(provider)));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, 'helpers/webgpu-child.mjs'), unet, ...options],
    { env: { ...process.env, ...env }, timeout: 110_000 },
  );
  return stdout
    .split('\n')
    .filter((text) => text.startsWith('{'))
    .map((text) => line.parse(JSON.parse(text)));
}

const missing = process.platform !== 'linux' || !existsSync(driver);
if (missing) console.info(`WebGPU is not tested here: no software adapter at ${driver}`);

test.skipIf(missing)(
  'the U-Net gives the same numbers on WebGPU as on the CPU',
  { timeout: 120_000 },
  async () => {
    const [cpu, webgpu] = await runOn(['cpu', 'webgpu'], { VK_ICD_FILENAMES: driver });
    if (!cpu?.values || !webgpu?.values)
      throw new Error(`${cpu?.error ?? ''} ${webgpu?.error ?? ''}`);
    expect(webgpu.values).toHaveLength(4 * 16 * 16);
    const difference = webgpu.values.map((value, index) =>
      Math.abs(value - (cpu.values?.[index] ?? 0)),
    );
    const spread = Math.max(...cpu.values) - Math.min(...cpu.values);
    // Sums are taken in another order: measured 4e-6 of a range of 5. The wrong layout is off by 3.6.
    expect(Math.max(...difference)).toBeLessThan(1e-4 * spread);
    console.info(`WebGPU against CPU: largest difference ${Math.max(...difference)} of ${spread}`);
  },
);

test.skipIf(process.platform !== 'linux')(
  'asking for an adapter that is not there throws and leaves the process whole',
  async () => {
    const lines = await runOn(['webgpu', 'webgpu', 'cpu'], { VK_ICD_FILENAMES: '/nowhere.json' });
    expect(lines.map(({ error }) => error !== undefined)).toEqual([true, true, false]);
    expect(lines[0]?.error).toMatch(/adapter/);
  },
);

import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { createEngineLog } from '../../../src/main/engine-supervisor/engine-log';
import { temporaryFolder } from '../temporary-folder';

it('keeps the order of what the engine prints, and never grows beyond two files of 1 MB', async () => {
  const file = join(await temporaryFolder(), 'logs', 'engine.log');
  const log = createEngineLog(file);
  const chunk = `${'x'.repeat(99_999)}\n`;
  for (let i = 0; i < 35; i++) log(chunk);
  log('last line\n');
  await expect
    .poll(() => readFile(file, 'utf8').catch(() => ''), { timeout: 5000 })
    .toContain('last line\n');
  const sizes = await Promise.all([file, `${file}.1`].map((path) => stat(path)));
  for (const { size } of sizes) expect(size).toBeLessThanOrEqual(1_100_000);
  expect((await readFile(file, 'utf8')).endsWith('last line\n')).toBe(true);
});

it('a log that cannot be written stops nothing: its lines go to stderr', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'no-folder'), '');
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const log = createEngineLog(join(folder, 'no-folder', 'engine.log'));
  log('what the engine says\n');
  await vi.waitFor(() => expect(stderr).toHaveBeenCalledWith('what the engine says\n'));
  stderr.mockRestore();
});

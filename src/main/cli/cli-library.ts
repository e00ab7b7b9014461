import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { findAssetsFolder } from '../assets-folder';
import { modelFoldersFromEnv } from '../models/folders-from-env';
import { type LibraryScan, scanLibrary } from '../models/scan-library';
import type { CliIo } from './io';

/** Bundled models, those of PATCHBAY_MODELS and those of `--models`. */
export function cliLibrary(io: CliIo, folders: readonly string[]): Promise<LibraryScan> {
  return scanLibrary({
    bundledFolder: join(findAssetsFolder(), 'models'),
    folders: [...modelFoldersFromEnv(io.env), ...folders].map((path) => resolve(io.cwd, path)),
    cacheFile: join(cacheFolder(io.env), 'model-hashes.json'),
  });
}

/** PATCHBAY_USER_DATA, as for the window, or the system's folder for caches. */
function cacheFolder(env: CliIo['env']): string {
  if (env.PATCHBAY_USER_DATA) return env.PATCHBAY_USER_DATA;
  const bySystem: Partial<Record<NodeJS.Platform, string>> = {
    darwin: join(homedir(), 'Library', 'Caches'),
    win32: env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'),
  };
  const system = bySystem[process.platform] ?? env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return join(system, 'latent-patchbay');
}

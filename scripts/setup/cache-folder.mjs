import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where verified downloads are kept for every clone of this user. */
export function cacheFolder(env = process.env, platform = process.platform) {
  if (env.PATCHBAY_CACHE_DIR) return env.PATCHBAY_CACHE_DIR;
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'latent-patchbay');
  if (platform === 'win32') {
    return join(
      env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'),
      'latent-patchbay',
      'cache',
    );
  }
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'latent-patchbay');
}

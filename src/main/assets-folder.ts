import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder of models, templates and images that ship with the app, from wherever this code was
 * built to: `out/main` in a clone, `resources/app.asar/out/main` in an installed app.
 */
export function findAssetsFolder(start = import.meta.dirname): string {
  const assets = join(start, 'assets');
  if (existsSync(join(assets, 'models'))) return assets;
  const parent = dirname(start);
  if (parent === start) throw new Error('the assets folder is not there: install the app again');
  return findAssetsFolder(parent);
}

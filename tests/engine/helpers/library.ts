import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModelManifest } from '@core/models/manifest';
import { scanLibrary } from '../../../src/main/models/scan-library';

export const assets = join(import.meta.dirname, '../../../assets');
export const bundledModel = join(assets, 'models/emoji-ldm');

/** The bundled model, read as the app reads it; its hashes are kept between test files. */
export async function bundledLibrary(): Promise<ModelManifest[]> {
  const { models } = await scanLibrary({
    folders: [],
    bundledFolder: join(assets, 'models'),
    cacheFile: join(tmpdir(), 'patchbay-test-hashes.json'),
  });
  if (models.length === 0) throw new Error('the bundled model was not found');
  return [...models];
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModelManifest } from '@core/models/manifest';
import type { ModelValue } from '@core/values';
import { scanLibrary } from '../../../src/main/models/scan-library';

const folder = join(import.meta.dirname, '../../models');

/**
 * The VQ autoencoders of tests/models (scripts/fixtures/tiny_vq.py): `tiny-vq` with a quantizer of
 * its own, `tiny-vq-baked` as diffusers exports one.
 */
export async function tinyVqModels(): Promise<Record<'tiny-vq' | 'tiny-vq-baked', ModelManifest>> {
  const cache = mkdtempSync(join(tmpdir(), 'patchbay-vq-'));
  try {
    const { models, problems } = await scanLibrary({
      folders: [],
      bundledFolder: folder,
      cacheFile: join(cache, 'hashes.json'),
    });
    const named = (name: string) => {
      const model = models.find((found) => found.name === name);
      if (!model) throw new Error(`${name} is missing: ${JSON.stringify(problems)}`);
      return model;
    };
    return { 'tiny-vq': named('tiny-vq'), 'tiny-vq-baked': named('tiny-vq-baked') };
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

/** What Load pipeline gives on its Autoencoder port. */
export function autoencoderOf({ name, parts }: ModelManifest): ModelValue<'autoencoder'> {
  if (!parts.autoencoder) throw new Error(`${name} has no autoencoder`);
  return { kind: 'model', role: 'autoencoder', part: parts.autoencoder, provider: 'cpu' };
}

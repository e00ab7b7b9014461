import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { resolveParams } from '@core/graph/resolve-params';
import { isEmbedded } from '@core/images/embedded-image';
import { matchModel, modelRefSchema } from '@core/models/manifest';
import type { ParamSpec } from '@core/node-definition';
import { locateImage } from '../../files/locate-image';
import type { RunScope } from './run-scope';

/** SHA-256 by path, as long as size and time of change stay. */
export type FileHashes = Map<string, { readonly stamp: string; readonly hash: string }>;

/**
 * What parameters only name: the content of files, the hash and folder of models, and the provider
 * asked for with the run. By node; nodes without such parameters have none.
 */
export async function fingerprints(
  run: RunScope,
  hashes: FileHashes,
): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = Object.create(null);
  for (const [id, node] of Object.entries(run.document.nodes)) {
    const definition = run.catalog.get(node.type);
    if (!definition) continue;
    const params = resolveParams(definition, node.params);
    const parts: string[] = [];
    for (const [name, spec] of Object.entries(definition.params)) {
      const part = await fingerprint(run, hashes, spec, params[name]);
      if (part !== null) parts.push(part);
    }
    if (parts.length > 0) found[id] = parts.join(' ');
  }
  return found;
}

async function fingerprint(
  run: RunScope,
  hashes: FileHashes,
  spec: ParamSpec,
  value: unknown,
): Promise<string | null> {
  if (spec.kind === 'file' && typeof value === 'string') {
    // Its content is the parameter itself.
    if (isEmbedded(value)) return null;
    const path = locateImage(value, run);
    return path.ok ? hashFile(path.value, hashes) : `no file ${value}`;
  }
  const ref = spec.kind === 'model' ? modelRefSchema.safeParse(value) : null;
  if (!ref?.success) return null;
  const match = matchModel(ref.data, run.library);
  if (match.kind === 'missing') return `no model ${ref.data.name}`;
  return `${match.manifest.hash} ${match.manifest.folder} ${run.provider ?? ''}`;
}

/** A file that cannot be read has a fingerprint too: the node that reads it says why it cannot. */
async function hashFile(path: string, hashes: FileHashes): Promise<string> {
  try {
    const { size, mtimeMs } = await stat(path);
    const stamp = `${size} ${mtimeMs}`;
    const known = hashes.get(path);
    if (known?.stamp === stamp) return known.hash;
    const sum = createHash('sha256');
    await pipeline(createReadStream(path), sum);
    const hash = sum.digest('hex');
    hashes.set(path, { stamp, hash });
    return hash;
  } catch {
    return `unreadable ${path}`;
  }
}

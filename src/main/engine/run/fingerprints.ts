import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { resolveParams } from '@core/graph/resolve-params';
import { isEmbedded } from '@core/images/embedded-image';
import { type ModelManifest, matchModel, modelRefSchema } from '@core/models/manifest';
import { onnxFileSchema } from '@core/models/onnx-file';
import type { ParamSpec } from '@core/node-params';
import { locateImage } from '../../files/locate-image';
import { locateOnnx } from '../../files/locate-onnx';
import { checkModelFile } from '../sessions/model-file';
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
  if (spec.kind === 'onnx') {
    const file = onnxFileSchema.safeParse(value);
    if (!file.success) return null;
    const { file: name, inputs, outputs } = file.data;
    const path = locateOnnx(name, run);
    const stamp = path.ok ? await fileStamp(path.value) : path.error.code;
    return JSON.stringify([stamp, inputs, outputs, run.provider ?? '']);
  }
  const ref = spec.kind === 'model' ? modelRefSchema.safeParse(value) : null;
  if (!ref?.success) return null;
  const match = matchModel(ref.data, run.library);
  if (match.kind === 'missing') return `no model ${ref.data.name}`;
  // The library was read some time ago: a model replaced on disk since then must not keep its keys.
  const stamps = await Promise.all(modelFiles(match.manifest).map(fileStamp));
  const facts = JSON.stringify([match.manifest, stamps, run.provider ?? '']);
  return createHash('sha256').update(facts).digest('hex');
}

const modelFiles = ({ parts }: ModelManifest): readonly string[] =>
  [parts.autoencoder?.encoderFile, ...Object.values(parts).map((part) => part?.file)].filter(
    (file) => file !== undefined,
  );

/** Of a model and the weights beside it; a file that is not there is told by the node that opens it. */
async function fileStamp(file: string): Promise<string> {
  const found = await checkModelFile(file);
  return found.ok ? found.value.stamp : found.error.code;
}

/** Clocks of file systems tick up to every 2 s (FAT): a file this young may change and look the same. */
const settledMs = 2000;

/** A file that cannot be read has a fingerprint too: the node that reads it says why it cannot. */
async function hashFile(path: string, hashes: FileHashes): Promise<string> {
  try {
    const stats = await stat(path);
    // A device or a pipe may never end; the node that reads it says that it is no file.
    if (!stats.isFile()) return `no file ${path}`;
    const { size, mtimeMs, ctimeMs, ino } = stats;
    const settled = Date.now() - ctimeMs > settledMs;
    const stamp = `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
    const known = hashes.get(path);
    if (known?.stamp === stamp) return known.hash;
    const sum = createHash('sha256');
    await pipeline(createReadStream(path), sum);
    const hash = sum.digest('hex');
    if (settled) hashes.set(path, { stamp, hash });
    return hash;
  } catch {
    return `unreadable ${path}`;
  }
}

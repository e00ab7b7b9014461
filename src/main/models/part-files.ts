import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type AppError, err, ok, type Result } from '@core/errors';
import { errnoOf, fileError } from '../files/file-errors';
import type { HashCache } from './hash-cache';

/** Names under which exporters put weights over 2 GB beside `model.onnx`. */
const externalData = /^(model\.onnx[._]data.*|weights\.pb)$/;

/** `message` names the pipeline and the part: `emoji-ldm, unet: ...`. */
export function partProblem(pipeline: string, part: string, problem: AppError): AppError {
  return { ...problem, message: `${pipeline}, ${part}: ${problem.message}` };
}

export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (s) => s.isDirectory(),
    () => false,
  );
}

export async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (s) => s.isFile(),
    () => false,
  );
}

/** Names of the files beside a part's `model.onnx` that hold weights of it. */
export const externalDataFiles = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => externalData.test(name)).sort();

/** Path and hash of a part's `model.onnx`; the hash covers external data beside it. */
export async function onnxFile(
  folder: string,
  hashes: HashCache,
): Promise<Result<{ readonly file: string; readonly hash: string }>> {
  const file = join(folder, 'model.onnx');
  try {
    const { size } = await stat(file);
    if (size === 0) {
      return err({
        code: 'model-file-empty',
        message: 'model.onnx has 0 bytes.',
        hint: `A download was cut off: get ${file} again.`,
      });
    }
    const beside = await externalDataFiles(folder);
    const all: string[] = [];
    for (const name of ['model.onnx', ...beside]) all.push(await hashes.sha256(join(folder, name)));
    return ok({ file, hash: combineHashes(all) });
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') return err(fileError('Reading', file, error));
    return err({
      code: 'model-file-missing',
      message: 'model.onnx is not there.',
      hint: `Put it at ${file}, or take the part out of model_index.json.`,
    });
  }
}

/** One hash stays itself; several become the SHA-256 of their hex digits in a row. */
export function combineHashes(hashes: readonly string[]): string {
  const [only, ...rest] = hashes;
  if (only !== undefined && rest.length === 0) return only;
  return createHash('sha256').update(hashes.join('')).digest('hex');
}

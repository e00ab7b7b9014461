import type { Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type AppError, err, ok, type Result } from '@core/errors';
import { errnoOf, fileError } from '../../files/file-errors';
import { externalDataFiles } from '../../models/part-files';
import { describeBytes } from '../describe-bytes';

export interface ModelFile {
  readonly path: string;
  /** `unet/model.onnx`: what messages call it. */
  readonly name: string;
  readonly bytes: number;
  /** With the weights that lie beside it: of large models, nearly all. */
  readonly totalBytes: number;
  /** Changes when the file does: a session of the old content must not be used again. */
  readonly stamp: string;
}

/** `unet/model.onnx`: the folder says which part it is, the file alone never does. */
export const modelName = (path: string): string => `${basename(dirname(path))}/${basename(path)}`;

/** Looks at a model before the runtime does: its own messages name C++ files, not causes. */
export async function checkModelFile(path: string): Promise<Result<ModelFile>> {
  const name = modelName(path);
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const stats = await file.stat();
    const head = new Uint8Array(512);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    const kind = describeBytes(head.subarray(0, bytesRead));
    // An ONNX file is a protobuf message without a signature: only what is surely another kind is told.
    if (kind !== null) return err(foreign(name, path, kind));
    const folder = dirname(path);
    const weights = await externalDataFiles(folder);
    const all = [
      stats,
      ...(await Promise.all(weights.map((beside) => stat(join(folder, beside))))),
    ];
    const totalBytes = all.reduce((sum, { size }) => sum + size, 0);
    return ok({ path, name, bytes: stats.size, totalBytes, stamp: all.map(stampOf).join(' ') });
  } catch (cause) {
    return err(
      errnoOf(cause) === 'ENOENT' ? missing(name, path) : fileError('Reading', path, cause),
    );
  } finally {
    await file?.close();
  }
}

/** The time of change can be set at will (`cp -p`, `rsync`); that of the last status change cannot. */
const stampOf = ({ size, mtimeMs, ctimeMs, ino }: Stats): string =>
  `${size}-${mtimeMs}-${ctimeMs}-${ino}`;

const missing = (name: string, path: string): AppError => ({
  code: 'model-file-missing',
  message: `The model file ${name} is not there: ${path}.`,
  hint: 'Put the file back, or choose another in the node that loads it.',
});

const foreign = (name: string, path: string, kind: string): AppError => ({
  code: kind === 'empty' ? 'model-file-empty' : 'model-file-foreign',
  message:
    kind === 'empty'
      ? `The model file ${name} is empty (0 bytes): ${path}.`
      : `${name} is no ONNX model: the file is ${kind} (${path}).`,
  hint: 'Copy or download the ONNX model again.',
});

/** The runtime could not read the file: broken off, damaged, or not ONNX. */
export const unreadableModel = (file: ModelFile, cause: string): AppError => ({
  code: 'model-file-damaged',
  message: `${file.name} (${file.bytes} bytes) cannot be read as an ONNX model: it is damaged, broken off, or something else.`,
  hint: `Compare its size with the original and copy or download it again: ${file.path}.`,
  cause,
});

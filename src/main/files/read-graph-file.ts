import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { err, ok, type Result } from '@core/errors';
import { fileError } from './file-errors';

/** Larger than any graph by far; a file chosen by mistake must not fill the memory. */
const maxBytes = 100_000_000;

interface GraphFileText {
  readonly text: string;
  /** Of its bytes, hex: tells whether someone else has changed it since. */
  readonly sha256: string;
}

/** Reads a graph file as text. Errors: missing, no permission, a folder, too large, not UTF-8. */
export async function readGraphFile(path: string): Promise<Result<GraphFileText>> {
  try {
    const { size } = await stat(path).then((stats) => {
      if (stats.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
      return stats;
    });
    if (size > maxBytes) {
      return err({
        code: 'file-too-large',
        message: `${path} has ${Math.round(size / 1e6)} MB; a graph file has at most 100 MB.`,
        hint: 'It is probably another file: choose a graph saved by Latent Patchbay.',
      });
    }
    const bytes = await readFile(path);
    const text = decodeUtf8(bytes);
    if (text === undefined) {
      return err({
        code: 'not-utf8',
        message: `${path} is not a text file in UTF-8.`,
        hint: 'Choose a graph saved by Latent Patchbay. To open the graph inside a picture, drop the PNG on the window.',
      });
    }
    return ok({ text, sha256: sha256(bytes) });
  } catch (error) {
    return err(fileError('Opening', path, error));
  }
}

/** A byte order mark, as some editors write it, is left out. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

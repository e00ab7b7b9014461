import { readFile, stat } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { type AppError, err, ok, type Result } from '@core/errors';
import type { IpcResult } from '@core/ipc-contract';
import { errnoOf, saveError } from './file-errors';
import { type FileVersion, readGraphFile, sha256 } from './read-graph-file';
import { writeFileAtomic } from './write-file-atomic';

type OpenedFile = Exclude<IpcResult<'graph.open'>, null | { ok: false }>['value'];
type SavedFile = Exclude<IpcResult<'graph.saveAs'>, null | { ok: false }>['value'];

/**
 * The graph files of this session. The window names a path only to save to one that was opened or
 * chosen here before, so that a graph or a fault in the window cannot write elsewhere.
 */
export interface GraphFiles {
  /** The path must come from a dialog, the recent list, the system or a drop. */
  open(path: string): Promise<Result<OpenedFile>>;
  /** Refuses other paths, and a file that someone else has changed (`file-changed`) once. */
  save(path: string, text: string): Promise<Result<SavedFile>>;
  /** The path was just chosen in a dialog, which asks before it overwrites. */
  saveChosen(path: string, text: string): Promise<Result<SavedFile>>;
  /** A copy: the document keeps its own file, and `save` does not learn this path. */
  exportTo(path: string, text: string): Promise<Result<SavedFile>>;
}

export function createGraphFiles(): GraphFiles {
  /** By absolute path; a file that is gone keeps its place, and saving makes it again. */
  const versions = new Map<string, FileVersion>();
  /** SHA-256 of the foreign content a user was told of, by path: saving again overwrites just that. */
  const warned = new Map<string, string>();

  const write = async (path: string, text: string): Promise<Result<SavedFile>> => {
    try {
      await writeFileAtomic(path, text);
      return ok({ path, name: graphName(path) });
    } catch (error) {
      return err(saveError(path, error));
    }
  };
  const writeAndRemember = async (path: string, text: string) => {
    const written = await write(path, text);
    if (!written.ok) return written;
    const { mtimeMs, size } = await stat(path);
    versions.set(path, { mtimeMs, size, sha256: sha256(text) });
    warned.delete(path);
    return written;
  };
  return {
    async open(given) {
      const path = resolve(given);
      const read = await readGraphFile(path);
      if (!read.ok) return read;
      versions.set(path, read.value.version);
      warned.delete(path);
      return ok({ path, name: graphName(path), text: read.value.text });
    },
    async save(given, text) {
      const path = resolve(given);
      const known = versions.get(path);
      if (!known) return err(notOpened(path));
      const foreign = await foreignChange(path, known);
      if (foreign !== undefined && warned.get(path) !== foreign) {
        warned.set(path, foreign);
        return err(changedOutside(path));
      }
      return writeAndRemember(path, text);
    },
    saveChosen: (path, text) => writeAndRemember(resolve(path), text),
    exportTo: (path, text) => write(resolve(path), text),
  };
}

/** SHA-256 of what is on disk when it is not what was read or written last; undefined when it is. */
async function foreignChange(path: string, known: FileVersion): Promise<string | undefined> {
  try {
    const { mtimeMs, size } = await stat(path);
    if (mtimeMs === known.mtimeMs && size === known.size) return undefined;
    // Copying a folder or a sync service may touch the time alone.
    const onDisk = sha256(await readFile(path));
    return onDisk === known.sha256 ? undefined : onDisk;
  } catch (error) {
    // Nothing there to overwrite; what keeps it from being read will keep it from being written.
    if (errnoOf(error) !== undefined) return undefined;
    throw error;
  }
}

const graphName = (path: string) => basename(path, extname(path));

const notOpened = (path: string): AppError => ({
  code: 'path-not-opened',
  message: `${path} was neither opened nor chosen in this session.`,
  hint: 'Use Save as.',
});

const changedOutside = (path: string): AppError => ({
  code: 'file-changed',
  message: `${path} was changed by another program after it was opened or saved here.`,
  hint: 'Use Save as to keep both, or save again to overwrite it.',
});

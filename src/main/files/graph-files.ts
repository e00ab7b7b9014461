import { readFile, stat } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { type AppError, err, ok, type Result } from '@core/errors';
import type { IpcResult } from '@core/ipc-contract';
import { errnoOf, saveError } from './file-errors';
import { readGraphFile, sha256 } from './read-graph-file';
import type { FileState } from './watch-files';
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
  /**
   * Refuses other paths, and a file that someone else has changed (`file-changed`). `overwrite` after
   * that: the user was told, and just the content they were told of is overwritten.
   */
  save(path: string, text: string, overwrite?: boolean): Promise<Result<SavedFile>>;
  /** The path was just chosen in a dialog, which asks before it overwrites. */
  saveChosen(path: string, text: string): Promise<Result<SavedFile>>;
  /** A copy: the document keeps its own file, and `save` does not learn this path. */
  exportTo(path: string, text: string): Promise<Result<SavedFile>>;
  /** Whether `save` may write there. */
  knows(path: string): boolean;
  /** SHA-256, hex, of what was last read or written there in this session. */
  hashOf(path: string): string | null;
  /** A document recovered from an earlier session, whose file had this content then. */
  adopt(path: string, sha256: string | null): void;
  /** What someone else has written there may be overwritten. */
  keepMine(path: string): Promise<void>;
  /** What others have done to a file of this session. */
  stateOf(path: string): Promise<FileState>;
}

export function createGraphFiles(): GraphFiles {
  /**
   * SHA-256 of what was last read or written, by absolute path. A file that is gone keeps its place,
   * and saving makes it again.
   */
  const versions = new Map<string, string>();
  /** SHA-256 of the foreign content a user was told of, by path: saving again overwrites just that. */
  const warned = new Map<string, string>();

  /** One write after the other: the text of the last save must be what stays, and none look foreign. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(action: () => Promise<T>): Promise<T> => {
    const done = last.then(action);
    last = done.catch(() => undefined);
    return done;
  };
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
    versions.set(path, sha256(text));
    warned.delete(path);
    return written;
  };
  return {
    async open(given) {
      const path = resolve(given);
      const read = await readGraphFile(path);
      if (!read.ok) return read;
      versions.set(path, read.value.sha256);
      warned.delete(path);
      return ok({ path, name: graphName(path), text: read.value.text });
    },
    save: (given, text, overwrite = false) =>
      inTurn(async () => {
        const path = resolve(given);
        const known = versions.get(path);
        if (known === undefined) return err(notOpened(path));
        const foreign = await foreignChange(path, known);
        const mayOverwrite = overwrite && warned.get(path) === foreign;
        if (foreign !== undefined && !mayOverwrite) {
          warned.set(path, foreign);
          return err(changedOutside(path));
        }
        return writeAndRemember(path, text);
      }),
    saveChosen: (path, text) => inTurn(() => writeAndRemember(resolve(path), text)),
    exportTo: (path, text) => inTurn(() => write(resolve(path), text)),
    knows: (path) => versions.has(resolve(path)),
    hashOf: (path) => versions.get(resolve(path)) ?? null,
    adopt(path, hash) {
      // Without a hash nothing is known of the file, and all that is there is foreign.
      versions.set(resolve(path), hash ?? '');
    },
    keepMine: (given) =>
      inTurn(async () => {
        const path = resolve(given);
        const known = versions.get(path);
        if (known === undefined) return;
        versions.set(path, (await foreignChange(path, known)) ?? known);
      }),
    stateOf: (given) =>
      inTurn(async () => {
        const path = resolve(given);
        const known = versions.get(path);
        const there = await stat(path).catch(() => null);
        if (!there) return { kind: 'gone' };
        const foreign = known === undefined ? undefined : await foreignChange(path, known);
        return foreign === undefined ? { kind: 'same' } : { kind: 'changed', sha256: foreign };
      }),
  };
}

/**
 * SHA-256 of what is on disk when it is not what was read or written last; undefined when it is.
 * Size and time would not do: a change within one tick of the file system's clock shows in neither.
 */
async function foreignChange(path: string, known: string): Promise<string | undefined> {
  try {
    const onDisk = sha256(await readFile(path));
    return onDisk === known ? undefined : onDisk;
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
  hint: 'Use Save as to keep both.',
});

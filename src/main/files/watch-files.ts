import { type FSWatcher, unwatchFile, watch, watchFile } from 'node:fs';
import { basename, dirname } from 'node:path';

/** `sha256`: of what others have written there. */
export type FileState =
  | { readonly kind: 'same' | 'gone' }
  | { readonly kind: 'changed'; readonly sha256: string };

/** Tells when files change on the disk, whoever changed them. */
export interface FileWatch {
  /** Watches exactly these absolute paths from now on. */
  watch(paths: readonly string[]): void;
  /** What is there now counts as unchanged: it was read, written or accepted. */
  look(path: string): void;
  close(): void;
}

const same = JSON.stringify({ kind: 'same' } satisfies FileState);

/** A program that saves writes several times: one look after the last of them is enough. */
const settleMs = 150;
/** Where the system tells nothing, as on network drives. */
const pollMs = 3000;

/** `told` is called when the state that `stateOf` gives of a path is another than before. */
export function createFileWatch(options: {
  readonly stateOf: (path: string) => Promise<FileState>;
  readonly told: (path: string, state: FileState['kind']) => void;
}): FileWatch {
  const watched = new Map<string, { readonly look: () => void; readonly end: () => void }>();

  const begin = (path: string) => {
    let told = same;
    let timer: NodeJS.Timeout | undefined;
    let ended = false;
    const look = async () => {
      const now = await options.stateOf(path);
      const mark = JSON.stringify(now);
      if (ended || mark === told) return;
      told = mark;
      options.told(path, now.kind);
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void look().catch(() => undefined), settleMs);
    };
    // The folder, not the file: saving by renaming puts another file in its place.
    const watcher = watchFolder(dirname(path), basename(path), soon);
    watchFile(path, { interval: pollMs, persistent: false }, soon);
    soon();
    return {
      look() {
        told = same;
        soon();
      },
      end() {
        ended = true;
        clearTimeout(timer);
        watcher?.close();
        unwatchFile(path, soon);
      },
    };
  };
  const end = (path: string) => {
    watched.get(path)?.end();
    watched.delete(path);
  };
  return {
    watch(paths) {
      for (const path of watched.keys()) if (!paths.includes(path)) end(path);
      for (const path of paths) if (!watched.has(path)) watched.set(path, begin(path));
    },
    look: (path) => watched.get(path)?.look(),
    close() {
      for (const path of [...watched.keys()]) end(path);
    },
  };
}

/** Undefined where the system cannot watch the folder: polling notices it then. */
function watchFolder(folder: string, name: string, soon: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { persistent: false }, (_kind, changed) => {
      if (changed === null || changed === name) soon();
    });
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}

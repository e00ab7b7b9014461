import { basename, dirname } from 'node:path';
import type { AppError } from '@core/errors';
import type { IpcResult } from '@core/ipc-contract';
import { z } from 'zod';
import { openStateFile } from '../settings/state-file';

const maxRecent = 10;

type RecentFile = IpcResult<'recent.list'>[number];

export interface RecentFiles {
  /** Set when the remembered list was damaged. */
  readonly problem: AppError | undefined;
  list(): RecentFile[];
  has(path: string): boolean;
  /** Puts a path first; the eleventh falls out. */
  add(path: string): Promise<void>;
  drop(path: string): Promise<void>;
  clear(): Promise<void>;
}

/**
 * `onChange` runs after each change: the menu shows the list. A list that cannot be written is
 * said on stderr and stays as it was: it must not keep a graph from being opened or saved.
 */
export async function openRecentFiles(file: string, onChange: () => void): Promise<RecentFiles> {
  const state = await openStateFile({
    file,
    schema: z.array(z.string()).max(100),
    initial: [],
    title: 'The list of recent files',
  });
  const write = async (change: (paths: string[]) => string[]) => {
    try {
      await state.update(change);
    } catch (error) {
      console.error('the list of recent files was not kept:', error);
      return;
    }
    onChange();
  };
  return {
    problem: state.problem,
    list: () => state.get().map((path) => ({ path, name: basename(path), folder: dirname(path) })),
    has: (path) => state.get().includes(path),
    add: (path) =>
      write((paths) => [path, ...paths.filter((other) => other !== path)].slice(0, maxRecent)),
    drop: (path) => write((paths) => paths.filter((other) => other !== path)),
    clear: () => write(() => []),
  };
}

import { readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppError } from '@core/errors';
import { errnoOf } from '../files/file-errors';
import { isDamagedLog } from './check-level-log';
import { type KeyValues, memoryKeyValues } from './key-values';
import { createHistoryStore, type HistoryStore } from './store';

export interface OpenedHistory {
  readonly store: HistoryStore;
  /** What the user must know: a damaged store moved aside, or one that cannot be had now. */
  readonly problem: AppError | undefined;
}

interface OpenOptions {
  /** LevelDB's own folder. */
  readonly folder: string;
  /** Bytes. */
  readonly limit: () => number;
}

/**
 * Opens the store, or a new one where the old one is damaged and was moved aside. Where neither can
 * be, the history lasts as long as the session. Never fails.
 */
export async function openHistory(options: OpenOptions): Promise<OpenedHistory> {
  try {
    return { store: await openStore(options), problem: undefined };
  } catch (error) {
    if (!isDamage(error)) return inMemory(options, unavailable(options.folder, error));
    try {
      const aside = await moveAside(options.folder);
      return { store: await openStore(options), problem: damaged(aside, error) };
    } catch (second) {
      return inMemory(options, unavailable(options.folder, second));
    }
  }
}

async function openStore({ folder, limit }: OpenOptions): Promise<HistoryStore> {
  await checkFiles(folder);
  // Loaded here: without its native part for this machine the app must still start.
  const { openLevel } = await import('./level-key-values');
  const data = await openLevel(folder);
  try {
    return await createHistoryStore(data, { limit });
  } catch (error) {
    await data.close();
    throw error;
  }
}

class Damaged extends Error {}

/**
 * What LevelDB would pass over in silence: it takes a folder without CURRENT for a new one. CURRENT
 * names the MANIFEST, which names the rest.
 */
async function checkFiles(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown): string[] => {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  });
  if (!names.some((name) => /\.(ldb|sst|log)$|^MANIFEST-|^CURRENT$/.test(name))) return;
  if (!names.includes('CURRENT')) throw new Damaged('its CURRENT file is missing');
  const manifest = (await readFile(join(folder, 'CURRENT'), 'utf8')).trim();
  if (!names.includes(manifest)) throw new Damaged('the file that CURRENT names is missing');
  for (const name of names.filter((one) => one.endsWith('.log'))) {
    if (isDamagedLog(await readFile(join(folder, name))))
      throw new Damaged(`${name} does not match its checksums`);
  }
}

/** LevelDB's error is the cause of the one that its wrapper throws. */
function levelCode(error: unknown): string | undefined {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return errnoOf(inner);
}

const isDamage = (error: unknown): boolean =>
  error instanceof Damaged || levelCode(error) === 'LEVEL_CORRUPTION';

/** `history` becomes `history.corrupt-20261124-101502`, in the time of this machine. */
async function moveAside(folder: string): Promise<string> {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join('');
  const aside = `${folder}.corrupt-${day}-${time}`;
  await rename(folder, aside);
  return aside;
}

async function inMemory({ limit }: OpenOptions, problem: AppError): Promise<OpenedHistory> {
  const data: KeyValues = memoryKeyValues();
  return { store: await createHistoryStore(data, { limit }), problem };
}

const reasonOf = (error: unknown): string => {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return inner instanceof Error ? inner.message : String(inner);
};

const damaged = (aside: string, error: unknown): AppError => ({
  code: 'history-damaged',
  message: `The history of results could not be read: ${reasonOf(error)}. A new one was begun.`,
  hint: `The old one was moved to ${aside}. Pictures saved to files are not touched.`,
});

function unavailable(folder: string, error: unknown): AppError {
  if (levelCode(error) === 'LEVEL_LOCKED') {
    return {
      code: 'history-locked',
      message: `Another program has the history of results open (${folder}).`,
      hint: 'Results of this session are kept only until the app ends: save those you want to keep. Close the other program and start again.',
    };
  }
  return {
    code: 'history-unavailable',
    message: `The history of results cannot be opened: ${reasonOf(error)}.`,
    hint: `Results of this session are kept only until the app ends: save those you want to keep. The history lies in ${folder}.`,
  };
}

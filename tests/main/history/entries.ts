import type { HistoryQuery } from '@core/history/records';
import type { NewEntry } from '../../../src/main/history/store';
import { entryId, type StoredEntry, type StoredRun } from '../../../src/main/history/stored';

export const all: HistoryQuery = { words: '', kinds: [], starred: false, before: null, count: 50 };

export const makeRun = (id: string, time: number, bytes = 0): StoredRun => ({
  ...{ id, time, bytes, graph: 'Hearts', status: 'running', ms: null, error: null },
  ...{ providers: [], params: [], entries: [], words: 'hearts red' },
});

export function makeEntry(
  runId: string,
  time: number,
  patch: Partial<StoredEntry> = {},
  size = 10,
): NewEntry {
  const content = new Uint8Array(size).fill(time % 256);
  const entry: StoredEntry = {
    ...{ id: entryId(time, runId, 0), runId, time, kind: 'image', title: 'Result', node: 'show' },
    ...{ graph: 'Hearts', status: 'running', seed: time, ms: null, provider: 'cpu' },
    ...{ width: 8, height: 8, file: null, starred: false, picture: true },
    ...{ words: `result hearts seed ${time}`, bytes: size, hash: 'x', deleted: null },
    ...patch,
  };
  return { entry, content, thumbnail: null };
}

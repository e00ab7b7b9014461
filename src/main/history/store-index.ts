import type { KeyValues } from './key-values';
import {
  fromBytes,
  prefixes,
  type StoredEntry,
  storedEntrySchema,
  storedRunSchema,
} from './stored';

/** What of an entry is held in memory: enough to know what the store holds and what leaves first. */
type Held = Pick<StoredEntry, 'id' | 'runId' | 'bytes' | 'starred' | 'deleted'>;

export interface StoreIndex {
  /** Bytes of contents, thumbnails and graphs. */
  total(): number;
  /** Entries that were not deleted. */
  count(): number;
  put(entry: Held): void;
  drop(id: string): void;
  putRun(id: string, bytes: number): void;
  dropRun(id: string): void;
  deleted(): readonly string[];
  /** What leaves first for room: what was deleted, then the oldest without a star. */
  first(): string | undefined;
  readonly unreadable: number;
}

/** Records read at once. */
const page = 500;

/** Reads every record once, and so finds out whether the store can be read. */
export async function readIndex(data: KeyValues): Promise<StoreIndex> {
  const entries = new Map<string, Held>();
  const runs = new Map<string, number>();
  let unreadable = 0;
  const each = async (prefix: string, read: (value: Uint8Array) => boolean) => {
    let before: string | null = null;
    for (;;) {
      const pairs = await data.newest(prefix, before, page);
      for (const [, value] of pairs) if (!read(value)) unreadable++;
      before = pairs.at(-1)?.[0] ?? null;
      if (pairs.length < page) return;
    }
  };
  const held = ({ id, runId, bytes, starred, deleted }: Held): Held => {
    return { id, runId, bytes, starred, deleted };
  };
  const newestFirst: Held[] = [];
  await each(prefixes.entry, (value) => {
    const entry = fromBytes(storedEntrySchema, value);
    if (entry) newestFirst.push(held(entry));
    return entry !== undefined;
  });
  for (const entry of newestFirst.reverse()) entries.set(entry.id, entry);
  await each(prefixes.run, (value) => {
    const run = fromBytes(storedRunSchema, value);
    if (run) runs.set(run.id, run.bytes);
    return run !== undefined;
  });
  const sum = (bytes: Iterable<number>) => [...bytes].reduce((all, one) => all + one, 0);
  let total = sum(runs.values()) + sum([...entries.values()].map(({ bytes }) => bytes));
  return {
    unreadable,
    total: () => total,
    count: () => [...entries.values()].filter(({ deleted }) => deleted === null).length,
    put(entry) {
      total += entry.bytes - (entries.get(entry.id)?.bytes ?? 0);
      entries.set(entry.id, held(entry));
    },
    drop(id) {
      total -= entries.get(id)?.bytes ?? 0;
      entries.delete(id);
    },
    putRun(id, bytes) {
      total += bytes - (runs.get(id) ?? 0);
      runs.set(id, bytes);
    },
    dropRun(id) {
      total -= runs.get(id) ?? 0;
      runs.delete(id);
    },
    deleted: () =>
      [...entries.values()].filter(({ deleted }) => deleted !== null).map(({ id }) => id),
    first() {
      const all = [...entries.values()];
      return (all.find(({ deleted }) => deleted !== null) ?? all.find(({ starred }) => !starred))
        ?.id;
    },
  };
}

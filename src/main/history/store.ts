import type { HistoryEntry, HistoryQuery, RunRecord } from '@core/history/records';
import type { KeyValues, Write } from './key-values';
import { readIndex } from './store-index';
import {
  bareEntry,
  fromBytes,
  keyOf,
  prefixes,
  type StoredEntry,
  type StoredRun,
  storedEntrySchema,
  storedRunSchema,
  toBytes,
} from './stored';

/** What is known of a run when it ends. */
export type RunEnd = Pick<RunRecord, 'status' | 'ms' | 'error' | 'providers'>;

export interface NewEntry {
  readonly entry: StoredEntry;
  readonly content: Uint8Array | null;
  readonly thumbnail: Uint8Array | null;
}

/** Runs with their graphs, and what they gave. Each change is one atomic batch, one after the other. */
export interface HistoryStore {
  /** Records that could not be read when it was opened: they are kept and not shown. */
  readonly unreadable: number;
  begin(run: StoredRun, graph: string): Promise<void>;
  add(entry: NewEntry): Promise<void>;
  /**
   * Puts the run's end into its record and its entries; one without entries gets one that says how it
   * ended. Gives the run as it now is.
   */
  finish(runId: string, end: RunEnd): Promise<StoredRun | undefined>;
  /** Entries that match, newest first, and the id to go on behind; null at the end. */
  list(query: HistoryQuery): Promise<{ entries: StoredEntry[]; next: string | null }>;
  entry(id: string): Promise<StoredEntry | undefined>;
  content(id: string): Promise<Uint8Array | undefined>;
  thumbnail(id: string): Promise<Uint8Array | undefined>;
  run(id: string): Promise<StoredRun | undefined>;
  graph(runId: string): Promise<string | undefined>;
  /** Changes what an entry says; one that is gone stays gone. */
  change(ids: readonly string[], patch: Partial<Change>): Promise<void>;
  usage(): { readonly bytes: number; readonly entries: number };
  /** True where everything that may leave has left and it is still too much: all has stars. */
  isOverfull(): boolean;
  close(): Promise<void>;
}

type Change = Pick<StoredEntry, 'starred' | 'deleted' | 'file'>;

/** Records looked at in one go when searching. */
const page = 200;

/**
 * Throws LevelDB's error where the store cannot be read. Purges what was deleted in earlier sessions
 * and marks their unfinished runs. `limit`: bytes, asked after each addition.
 */
export async function createHistoryStore(
  data: KeyValues,
  options: { readonly limit: () => number },
): Promise<HistoryStore> {
  const index = await readIndex(data);
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(action: () => Promise<T>): Promise<T> => {
    const done = last.then(action);
    last = done.catch(() => undefined);
    return done;
  };
  const entry = async (id: string) => fromBytes(storedEntrySchema, await data.get(keyOf.entry(id)));
  const run = async (id: string) => fromBytes(storedRunSchema, await data.get(keyOf.run(id)));
  const put = (key: string, value: unknown): Write => ({ key, value: toBytes(value) });
  const drop = (key: string): Write => ({ key, value: null });

  /** For good; the run goes with its last entry. */
  const purge = async (id: string) => {
    const found = await entry(id);
    const batch = [drop(keyOf.entry(id)), drop(keyOf.content(id)), drop(keyOf.thumbnail(id))];
    const itsRun = found && (await run(found.runId));
    if (itsRun) {
      const entries = itsRun.entries.filter((other) => other !== id);
      if (entries.length > 0) batch.push(put(keyOf.run(itsRun.id), { ...itsRun, entries }));
      else batch.push(drop(keyOf.run(itsRun.id)), drop(keyOf.graph(itsRun.id)));
      if (entries.length === 0) index.dropRun(itsRun.id);
    }
    await data.write(batch);
    index.drop(id);
  };
  const makeRoom = async () => {
    while (index.total() > options.limit()) {
      const first = index.first();
      if (first === undefined) return;
      await purge(first);
    }
  };
  const rewrite = async (ids: readonly string[], patch: Partial<StoredEntry>) => {
    const found = await Promise.all(ids.map(entry));
    const changed = found.flatMap((one) => (one ? [{ ...one, ...patch }] : []));
    await data.write(changed.map((one) => put(keyOf.entry(one.id), one)));
    for (const one of changed) index.put(one);
  };
  const finish = async (runId: string, end: RunEnd) => {
    const before = await run(runId);
    if (!before) return undefined;
    const after: StoredRun = { ...before, ...end };
    const found = await Promise.all(before.entries.map(entry));
    const ended = found.flatMap((one) =>
      one ? [{ ...one, status: end.status, ms: one.ms ?? end.ms }] : [],
    );
    if (ended.length === 0) {
      const bare = bareEntry(after);
      after.entries = [bare.id];
      ended.push(bare);
    }
    const entries = ended.map((one) => put(keyOf.entry(one.id), one));
    await data.write([put(keyOf.run(runId), after), drop(keyOf.open(runId)), ...entries]);
    for (const one of ended) index.put(one);
    return after;
  };

  for (const id of index.deleted()) await purge(id);
  for (const [key] of await data.newest(prefixes.open, null, page)) {
    const end: RunEnd = { status: 'interrupted', ms: null, error: null, providers: [] };
    await finish(key.slice(prefixes.open.length), end);
  }

  return {
    unreadable: index.unreadable,
    begin: (record, graph) =>
      inTurn(async () => {
        await data.write([
          put(keyOf.run(record.id), record),
          { key: keyOf.graph(record.id), value: Buffer.from(graph) },
          { key: keyOf.open(record.id), value: Buffer.of(1) },
        ]);
        index.putRun(record.id, record.bytes);
      }),
    add: ({ entry: added, content, thumbnail }) =>
      inTurn(async () => {
        const itsRun = await run(added.runId);
        const batch: Write[] = [put(keyOf.entry(added.id), added)];
        if (content) batch.push({ key: keyOf.content(added.id), value: content });
        if (thumbnail) batch.push({ key: keyOf.thumbnail(added.id), value: thumbnail });
        if (itsRun)
          batch.push(
            put(keyOf.run(itsRun.id), { ...itsRun, entries: [...itsRun.entries, added.id] }),
          );
        await data.write(batch);
        index.put(added);
        await makeRoom();
      }),
    finish: (runId, end) => inTurn(() => finish(runId, end)),
    list: (query) => list(data, query),
    entry,
    content: (id) => data.get(keyOf.content(id)),
    thumbnail: (id) => data.get(keyOf.thumbnail(id)),
    run,
    async graph(runId) {
      const bytes = await data.get(keyOf.graph(runId));
      return bytes && new TextDecoder().decode(bytes);
    },
    change: (ids, patch) => inTurn(() => rewrite(ids, patch)),
    usage: () => ({ bytes: index.total(), entries: index.count() }),
    isOverfull: () => index.total() > options.limit(),
    close: () => inTurn(() => data.close()),
  };
}

async function list(data: KeyValues, query: HistoryQuery) {
  const wanted = query.words.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = ({ words, kind, starred, deleted }: StoredEntry) =>
    deleted === null &&
    (!query.starred || starred) &&
    (query.kinds.length === 0 || query.kinds.includes(kind)) &&
    wanted.every((word) => words.includes(word));
  const entries: StoredEntry[] = [];
  let before = query.before === null ? null : keyOf.entry(query.before);
  for (;;) {
    const pairs = await data.newest(prefixes.entry, before, page);
    for (const [, value] of pairs) {
      const found = fromBytes(storedEntrySchema, value);
      if (!found || !matches(found)) continue;
      // One more than asked for tells that there is more.
      if (entries.length === query.count) return { entries, next: entries.at(-1)?.id ?? null };
      entries.push(found);
    }
    before = pairs.at(-1)?.[0] ?? null;
    if (pairs.length < page) return { entries, next: null };
  }
}

/** What the window sees of an entry. */
export function shownEntry({ words, bytes, hash, deleted, ...entry }: StoredEntry): HistoryEntry {
  return entry;
}

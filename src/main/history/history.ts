import { createHash } from 'node:crypto';
import { type AppError, err, ok, type Result } from '@core/errors';
import type { HistoryEntry, HistoryQuery, RunRecord } from '@core/history/records';
import type { PreviewContent } from '@core/node-context';
import type { Catalog } from '@core/node-definition';
import { picturesOf } from '@core/previews/pictures-of';
import { decodeContent } from './content-codec';
import { openHistory } from './open-history';
import { createRecorder, type Recorder } from './recorder';
import { type HistoryStore, shownEntry } from './store';

/** An entry with all that is kept of it. `content`: null for a run without a result. */
export interface HistoryItem {
  readonly entry: HistoryEntry;
  readonly run: RunRecord;
  readonly content: PreviewContent | null;
}

export interface HistoryUsage {
  readonly bytes: number;
  readonly entries: number;
}

/** What the window can ask of the history of runs. Answers wait until the store is open. */
export interface History {
  readonly recorder: Recorder;
  list(query: HistoryQuery): Promise<{ entries: HistoryEntry[]; next: string | null }>;
  item(id: string): Promise<Result<HistoryItem>>;
  /** A small PNG, or none. */
  thumbnail(id: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** The graph of an entry, as text. */
  graph(id: string): Promise<Result<{ name: string; text: string }>>;
  /** Where a Save image node wrote it; null where none did. */
  file(id: string): Promise<string | null>;
  star(id: string, starred: boolean): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  restore(ids: readonly string[]): Promise<void>;
  usage(): Promise<HistoryUsage>;
  close(): Promise<void>;
}

export interface HistoryOptions {
  /** The store's folder; it is opened at once, beside whatever else goes on. */
  readonly folder: string;
  /** Bytes it may take. */
  readonly limit: () => number;
  readonly catalog: Catalog;
  readonly shrink: (png: Uint8Array) => Uint8Array | null;
  /** Tells of entries that came, left or changed. */
  readonly changed: () => void;
  /** Tells the user. */
  readonly problem: (problem: AppError) => void;
}

export function createHistory(options: HistoryOptions): History {
  const { folder, limit, problem } = options;
  const store = openHistory({ folder, limit }).then((opened) => {
    if (opened.problem) problem(opened.problem);
    if (opened.store.unreadable > 0) problem(unreadable(opened.store.unreadable));
    return opened.store;
  });
  const told = new Set<string>();
  /** A full disk fails each write: said once. */
  const once = (error: AppError) => {
    if (!told.has(error.code)) problem(error);
    told.add(error.code);
  };
  const recorder = createRecorder({
    store,
    catalog: options.catalog,
    shrink: options.shrink,
    changed() {
      options.changed();
      void store.then((opened) => {
        if (opened.isOverfull()) once(overfull);
      });
    },
    failed: (error) => once(notKept(error)),
  });
  const change = async (ids: readonly string[], patch: Parameters<HistoryStore['change']>[1]) => {
    await (await store).change(ids, patch);
    options.changed();
  };
  return {
    recorder,
    async list(query) {
      const { entries, next } = await (await store).list(query);
      return { entries: entries.map(shownEntry), next };
    },
    item: async (id) => readItem(await store, id),
    async thumbnail(id) {
      const small = await (await store).thumbnail(id);
      if (small) return new Uint8Array(small);
      const bytes = await (await store).content(id);
      const content = bytes && decodeContent(bytes);
      const png = content && picturesOf(content).at(-1)?.png;
      return png ? new Uint8Array(png) : null;
    },
    async graph(id) {
      const entry = await (await store).entry(id);
      const text = entry && (await (await store).graph(entry.runId));
      if (!entry || text === undefined) return err(gone);
      return ok({ name: entry.graph, text });
    },
    file: async (id) => (await (await store).entry(id))?.file ?? null,
    star: (id, starred) => change([id], { starred }),
    remove: (ids) => change(ids, { deleted: Date.now() }),
    restore: (ids) => change(ids, { deleted: null }),
    usage: async () => (await store).usage(),
    async close() {
      await recorder.settled();
      await (await store).close();
    },
  };
}

async function readItem(store: HistoryStore, id: string): Promise<Result<HistoryItem>> {
  const entry = await store.entry(id);
  const run = entry && (await store.run(entry.runId));
  if (!entry || !run) return err(gone);
  const shown = { entry: shownEntry(entry), run };
  if (entry.kind === 'none') return ok({ ...shown, content: null });
  const bytes = await store.content(id);
  const whole = bytes && createHash('sha256').update(bytes).digest('hex') === entry.hash;
  const content = whole ? decodeContent(bytes) : undefined;
  return content ? ok({ ...shown, content }) : err(damagedEntry);
}

const gone: AppError = {
  code: 'history-gone',
  message: 'This result is no longer in the history.',
  hint: 'The oldest results leave when the history is full; those with a star stay.',
};

const damagedEntry: AppError = {
  code: 'history-entry-damaged',
  message: 'The content of this result is damaged: it is not what was written.',
  hint: 'Its graph may still be there: open it and run it again.',
};

const unreadable = (count: number): AppError => ({
  code: 'history-unreadable',
  message: `${count} entries of the history cannot be read and are not shown.`,
  hint: 'They are kept: a newer version of the app may have written them.',
});

const overfull: AppError = {
  code: 'history-overfull',
  message: 'Results with a star alone take more room than the history may have.',
  hint: 'Remove some stars, or allow it more room in the settings. Results without a star are not kept until then.',
};

const notKept = (error: unknown): AppError => ({
  code: 'history-not-kept',
  message: `Results are not being kept in the history: ${
    error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
  }.`,
  hint: 'The disk may be full. Save the results that you want to keep.',
});

import type { HistoryEntry } from '@core/history/records';
import { create } from 'zustand';
import { api } from '../../../stores/api';
import { type Filter, filterKinds } from './filters';

/** Entries asked for at once. */
const page = 60;
/** The most one question may ask for (`history.list`). */
const mostAtOnce = 200;

interface Search {
  readonly words: string;
  readonly filter: Filter;
  readonly starred: boolean;
}

interface GalleryState extends Search {
  readonly open: boolean;
  readonly entries: readonly HistoryEntry[];
  /** What to go on before; null where all are here. */
  readonly next: string | null;
  /** False until the first answer is here. */
  readonly read: boolean;
  readonly usage: { readonly bytes: number; readonly entries: number };
  readonly current: string | null;
  /** The one to compare the current one with. */
  readonly other: string | null;
  /** The next one chosen is to be compared with the current one. */
  readonly picking: boolean;
  /** What was deleted last and can be brought back. */
  readonly removed: readonly string[];
  show(): void;
  close(): void;
  search(patch: Partial<Search>): void;
  /** Asks again for as many as are shown: something changed. */
  reload(): Promise<void>;
  more(): Promise<void>;
  select(id: string): void;
  /** Begins, or ends, choosing what to compare with. */
  pick(picking: boolean): void;
  /** Compares it with the current one; the one that is compared already: no more. */
  compare(id: string): void;
  star(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  undoRemove(): Promise<void>;
}

const everything: Search = { words: '', filter: 'results', starred: false };

export const useGallery = create<GalleryState>()((set, get) => {
  /** Answers to older questions are late. */
  let question = 0;
  const ask = (before: string | null, count: number) => {
    const { words, filter, starred } = get();
    const kinds = [...filterKinds[filter]];
    return api()['history.list']({ words: words.slice(0, 500), kinds, starred, before, count });
  };
  const reload = async () => {
    const mine = ++question;
    const wanted = Math.max(page, get().entries.length);
    const entries: HistoryEntry[] = [];
    let next: string | null = null;
    do {
      const count = Math.min(mostAtOnce, wanted - entries.length);
      const answer = await ask(next, count);
      entries.push(...answer.entries);
      next = answer.next;
    } while (next !== null && entries.length < wanted);
    const usage = await api()['history.usage']();
    if (mine !== question) return;
    const has = (id: string | null) => entries.some((entry) => entry.id === id);
    set(({ current, other }) => ({
      ...{ entries, next, usage, read: true },
      current: has(current) ? current : (entries[0]?.id ?? null),
      other: has(other) ? other : null,
    }));
  };
  return {
    ...everything,
    open: false,
    entries: [],
    next: null,
    read: false,
    usage: { bytes: 0, entries: 0 },
    current: null,
    other: null,
    picking: false,
    removed: [],
    reload,
    show() {
      set({ open: true, entries: [], read: false, other: null, picking: false });
      void reload();
    },
    close: () => set({ open: false }),
    search(patch) {
      set({ ...patch, entries: [], next: null });
      void reload();
    },
    async more() {
      const { next } = get();
      if (next === null) return;
      const mine = ++question;
      const answer = await ask(next, page);
      if (mine !== question) return;
      set(({ entries }) => ({ entries: [...entries, ...answer.entries], next: answer.next }));
    },
    select(id) {
      if (get().picking) get().compare(id);
      else set({ current: id, other: null });
    },
    pick: (picking) => set({ picking, other: null }),
    compare(id) {
      const { current, other } = get();
      set({ picking: false, other: id === current || id === other ? null : id });
    },
    async star(id) {
      const starred = !get().entries.find((entry) => entry.id === id)?.starred;
      set(({ entries }) => ({
        entries: entries.map((entry) => (entry.id === id ? { ...entry, starred } : entry)),
      }));
      await api()['history.star'](id, starred);
    },
    async remove(id) {
      const { entries, removed } = get();
      const at = entries.findIndex((entry) => entry.id === id);
      const rest = entries.filter((entry) => entry.id !== id);
      set({
        ...{ entries: rest, other: null, picking: false },
        current: rest[Math.min(at, rest.length - 1)]?.id ?? null,
        removed: [...removed, id],
      });
      await api()['history.remove']([id]);
    },
    async undoRemove() {
      const { removed } = get();
      if (removed.length === 0) return;
      set({ removed: [] });
      await api()['history.restore']([...removed]);
      await reload();
      set({ current: removed.at(-1) ?? null });
    },
  };
});

/** Entries came, left or changed. */
export function historyChanged(): void {
  if (useGallery.getState().open) void useGallery.getState().reload();
}

import { create } from 'zustand';
import type { ResultItem, ResultsState } from './types';

/** Pictures kept in memory for the history strip; the oldest leave first. */
const keptResults = 300;

interface ResultsStore extends ResultsState {
  /**
   * Shows the picture. The same one again is no second entry: it takes over the new run, and its
   * time stays when it came from the cache.
   */
  add(item: Omit<ResultItem, 'url' | 'ms'>, cached: boolean): void;
  /** What is only known once the run has ended. */
  finishRun(runId: string, ms: number): void;
}

const sameBytes = (a: Uint8Array, b: Uint8Array) =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

export const useResults = create<ResultsStore>()((set, get) => ({
  items: [],
  selected: null,
  select: (id) => set({ selected: id }),
  add(item, cached) {
    const { items } = get();
    const last = items.find((other) => other.node === item.node);
    if (last && last.seed === item.seed && sameBytes(last.png, item.png)) {
      const { id, url, ms } = last;
      const again = { ...item, id, url, ms: cached ? ms : null };
      set({ items: items.map((other) => (other === last ? again : other)), selected: id });
      return;
    }
    // A copy: the bytes may be a view into a larger buffer that the event came in.
    const url = URL.createObjectURL(new Blob([new Uint8Array(item.png)], { type: 'image/png' }));
    for (const old of items.slice(keptResults - 1)) URL.revokeObjectURL(old.url);
    set({
      items: [{ ...item, url, ms: null }, ...items.slice(0, keptResults - 1)],
      selected: item.id,
    });
  },
  finishRun: (runId, ms) =>
    set(({ items }) => ({
      items: items.map((item) =>
        item.runId === runId && item.ms === null ? { ...item, ms } : item,
      ),
    })),
}));

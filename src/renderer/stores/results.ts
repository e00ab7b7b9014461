import type { PreviewContent } from '@core/node-context';
import { picturesOf } from '@core/previews/pictures-of';
import { sameContent } from '@core/previews/same-content';
import { create } from 'zustand';
import type { ResultItem, ResultsState } from './types';

/** Results kept in memory for the history strip; the oldest leave first. */
const keptResults = 300;

interface ResultsStore extends ResultsState {
  /**
   * Shows the result. The same one again is no second entry: it takes over the new run, and its
   * time stays when it came from the cache.
   */
  add(item: Omit<ResultItem, 'url' | 'ms'>, cached: boolean): void;
  /** What is only known once the run has ended. */
  finishRun(runId: string, ms: number): void;
}

/** The last picture stands for all: of a filmstrip the result, of a comparison the right one. */
function pictureUrl(content: PreviewContent): string | null {
  const png = picturesOf(content).at(-1)?.png;
  // A copy: the bytes may be a view into a larger buffer that the event came in.
  return png ? URL.createObjectURL(new Blob([new Uint8Array(png)], { type: 'image/png' })) : null;
}

export const useResults = create<ResultsStore>()((set, get) => ({
  items: [],
  selected: null,
  select: (id) => set({ selected: id }),
  add(item, cached) {
    const { items } = get();
    const last = items.find((other) => other.node === item.node);
    if (last && last.seed === item.seed && sameContent(last.content, item.content)) {
      const { id, url, ms } = last;
      const again = { ...item, id, url, ms: cached ? ms : null };
      set({ items: items.map((other) => (other === last ? again : other)), selected: id });
      return;
    }
    const url = pictureUrl(item.content);
    for (const old of items.slice(keptResults - 1)) if (old.url) URL.revokeObjectURL(old.url);
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

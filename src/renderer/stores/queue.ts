import type { Analysis } from '@core/graph/analysis';
import type { GraphDocument } from '@core/graph/document';
import { create } from 'zustand';

/** A run as it was asked for: edits made since then do not change it. */
export interface QueuedRun {
  readonly runId: string;
  /** Of the graph, and of the node it runs to. */
  readonly name: string;
  /** The seed that its result will tell; null where the graph has none or several count. */
  readonly seed: number | null;
  readonly doc: GraphDocument;
  readonly analysis: Analysis;
  readonly targets: readonly string[] | undefined;
  readonly documentId: number;
}

interface QueueStore {
  /** In the order they will run. */
  readonly waiting: readonly QueuedRun[];
  /** A run failed: the others wait until the user says so, they may fail the same way. */
  readonly paused: boolean;
  add(runs: readonly QueuedRun[]): void;
  remove(runId: string): void;
  /** To a place in the list, 0 first; beyond its ends: to the end. */
  move(runId: string, to: number): void;
  /** All that a graph has waiting. */
  removeOf(documentId: number): void;
  clear(): void;
  pause(): void;
  /** Takes the first out; null where nothing waits. */
  take(): QueuedRun | null;
}

export const useQueue = create<QueueStore>()((set, get) => ({
  waiting: [],
  paused: false,
  add: (runs) => set(({ waiting }) => ({ waiting: [...waiting, ...runs] })),
  remove: (runId) =>
    set(({ waiting, paused }) => {
      const rest = waiting.filter((run) => run.runId !== runId);
      return { waiting: rest, paused: paused && rest.length > 0 };
    }),
  move: (runId, to) =>
    set(({ waiting }) => {
      const run = waiting.find((one) => one.runId === runId);
      if (!run) return { waiting };
      const rest = waiting.filter((one) => one !== run);
      return { waiting: rest.toSpliced(Math.max(0, to), 0, run) };
    }),
  removeOf: (documentId) =>
    set(({ waiting, paused }) => {
      const rest = waiting.filter((run) => run.documentId !== documentId);
      return { waiting: rest, paused: paused && rest.length > 0 };
    }),
  clear: () => set({ waiting: [], paused: false }),
  pause: () => set(({ waiting }) => ({ paused: waiting.length > 0 })),
  take() {
    const [first = null, ...rest] = get().waiting;
    set({ waiting: rest, paused: false });
    return first;
  },
}));

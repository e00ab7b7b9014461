/** A picture every 60 ms is 16 a second: more are not seen. */
const shortestIntervalMs = 60;
/** Previews may take at most a fifth of the time. */
const pauseFactor = 4;

export interface PreviewPace {
  /** Whether a preview may be made now; the last one of a loop always may. */
  due(isLast: boolean): boolean;
  timed(make: () => Promise<void>): Promise<void>;
}

/** Drops previews that would slow the run: the dearer one was, the longer until the next. */
export function createPreviewPace(now: () => number = () => performance.now()): PreviewPace {
  let nextAt = Number.NEGATIVE_INFINITY;
  return {
    due: (isLast) => isLast || now() >= nextAt,
    async timed(make) {
      const start = now();
      await make();
      const cost = now() - start;
      nextAt = now() + Math.max(shortestIntervalMs - cost, pauseFactor * cost);
    },
  };
}

/** Shorter runs are still being watched when they end. */
const longRunMs = 10_000;

/** Whether the end of a run is told by the system: it took long, and nobody is looking. */
export const isWorthTelling = (run: {
  readonly ms: number;
  /** Whether the window is in front. */
  readonly focused: boolean;
  /** The user's setting. */
  readonly wanted: boolean;
}): boolean => run.wanted && !run.focused && run.ms > longRunMs;

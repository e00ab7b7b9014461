/** Work that has not begun. */
export interface WaitingWork {
  /** What was measured of the same work: a key into `measured`. */
  readonly cost: string;
  /** How often it is done; 1 outside a loop. */
  readonly times: number;
}

/** A node in the middle of its iterations. */
export interface RunningWork extends WaitingWork {
  /** Iterations that are still to do. */
  readonly left: number;
  /** Milliseconds an iteration took in this run; null before two of them have begun. */
  readonly rate: number | null;
}

export interface TimeLeftArgs {
  readonly waiting: readonly WaitingWork[];
  /** Several where they share a loop, which takes their time once. */
  readonly running: readonly RunningWork[];
  /** Milliseconds that one time of a work took, by cost. */
  readonly measured: ReadonlyMap<string, number>;
}

/**
 * Milliseconds until a run ends, from what the same work took before and how fast this run goes.
 * Null while it cannot be told: nothing of it was ever measured. Work outside loops that was never
 * measured counts as nothing: beside a loop it takes little.
 */
export function timeLeft({ waiting, running, measured }: TimeLeftArgs): number | null {
  const rates = running.flatMap(({ rate, left }) => (rate === null ? [] : [rate * left]));
  const known = running.map(({ cost, left }) => scaled(measured.get(cost), left));
  const now = rates.length > 0 ? Math.max(...rates) : sum(known);
  const later = waiting.map(({ cost, times }) => {
    const ms = scaled(measured.get(cost), times);
    return ms ?? (times === 1 ? 0 : null);
  });
  const all = sum([now, ...later]);
  const told = running.length > 0 || waiting.some(({ cost }) => measured.has(cost));
  return told ? all : null;
}

const scaled = (ms: number | undefined, times: number): number | null =>
  ms === undefined ? null : ms * times;

function sum(parts: readonly (number | null)[]): number | null {
  let total = 0;
  for (const part of parts) {
    if (part === null) return null;
    total += part;
  }
  return total;
}

/** How far one look may move the shown time: a fraction of it, and at least so many milliseconds. */
const largestStep = { fraction: 0.15, ms: 400 };

/**
 * The time to show after `elapsed` milliseconds: it runs down by itself, and moves towards what is
 * estimated now by small steps, so that one slow iteration does not make it jump.
 */
export function steadyTimeLeft(
  shown: number | null,
  elapsed: number,
  estimate: number | null,
): number | null {
  if (estimate === null || shown === null) return estimate;
  const expected = Math.max(0, shown - elapsed);
  const step = Math.max(expected * largestStep.fraction, largestStep.ms);
  return expected + Math.min(step, Math.max(-step, estimate - expected));
}

import type { EngineEvent, EngineEventBody } from '@core/protocol';

export interface TrackedRun {
  readonly runId: string;
  readonly startedAt: number;
  /** Started last of those that have not finished. */
  readonly node: string | undefined;
}

/** Follows the events of a run, so that a crash can say where it happened. */
export interface RunTracker {
  begin(runId: string): void;
  observe(event: EngineEvent): void;
  current(): TrackedRun | undefined;
  /** An event of the supervisor's own, numbered after the engine's last. */
  event(body: EngineEventBody): EngineEvent;
  /** A new engine counts from its own beginning. */
  restart(): void;
}

export function createRunTracker(): RunTracker {
  let run: { readonly runId: string; readonly startedAt: number } | undefined;
  let running: string[] = [];
  let lastSeq = -1;
  return {
    begin(runId) {
      run = { runId, startedAt: Date.now() };
      running = [];
    },
    observe(event) {
      lastSeq = event.seq;
      if (!run || event.runId !== run.runId) return;
      switch (event.kind) {
        case 'nodeStarted':
          running = [...running.filter((node) => node !== event.node), event.node];
          break;
        case 'nodeFinished':
        case 'nodeFailed':
          running = running.filter((node) => node !== event.node);
          break;
        case 'runFinished':
          run = undefined;
          running = [];
          break;
      }
    },
    current: () => run && { ...run, node: running.at(-1) },
    event: (body) => ({ ...body, seq: ++lastSeq, runId: run?.runId, time: Date.now() }),
    restart() {
      lastSeq = -1;
    },
  };
}

import { type AppError, err, ok, type Result } from '@core/errors';
import type { EngineCommand, EngineEvent, PlannedNode } from '@core/protocol';
import { crashError, crashed, engineDown, notPrepared, runInProgress } from './engine-errors';
import type { EngineExit, EngineProcess, SpawnEngine } from './engine-process';
import { createRunTracker } from './run-tracker';

type RunCommand = Extract<EngineCommand, { kind: 'run' }>;
type PlanCommand = Extract<EngineCommand, { kind: 'plan' }>;

/** Starts in a row that end before the engine is ready: then only a run tries again. */
const maxFailedStarts = 3;

export interface Supervisor {
  start(): void;
  /**
   * Refused while another run is going. What becomes of it comes as events. The command may still be
   * on its way (the library is read): the run counts as going from now on, and can be cancelled.
   */
  run(runId: string, command: RunCommand | Promise<RunCommand>): Result<void>;
  /** What a run would do; null where it cannot be told now: the engine runs, starts or ends. */
  plan(command: PlanCommand): Promise<readonly PlannedNode[] | null>;
  /** Without an id: whatever is going, as when its window is gone. */
  cancel(runId?: string): void;
  /** A new process, at once or after the run that is going: gives all memory back. */
  recycle(): void;
  /** Ends the engine for good. Resolves when its process is gone. */
  dispose(): Promise<void>;
}

export interface SupervisorOptions {
  readonly spawn: SpawnEngine;
  readonly emit: (event: EngineEvent) => void;
  /** Where the engine's own output goes: named in errors. */
  readonly logFile: string;
  /** How long a cancelled run may take to stop by itself. */
  readonly graceMs?: number;
}

/**
 * Keeps one engine process alive and the window told. An engine that ends by itself is a crash: the
 * run fails with the node it was at, and the next engine starts at once. A run that does not stop
 * when cancelled is ended with its process.
 */
export function createSupervisor(options: SupervisorOptions): Supervisor {
  const { spawn, emit, logFile, graceMs = 3000 } = options;
  const tracker = createRunTracker();
  let engine: EngineProcess | undefined;
  /** Why the process is about to end, when it was the supervisor that ended it. */
  let ending: 'cancel' | 'recycle' | 'dispose' | undefined;
  let ready = false;
  let failedStarts = 0;
  let recycleAfterRun = false;
  /** What the engine was not told yet: the command is on its way, or one process ends before the next. */
  let untold: { readonly command?: RunCommand } | undefined;
  let graceTimer: NodeJS.Timeout | undefined;
  let gone: (() => void) | undefined;
  /** Who waits for a forecast, by the id of the question. */
  const asked = new Map<string, (nodes: readonly PlannedNode[] | null) => void>();
  const answer = (runId: string, nodes: readonly PlannedNode[] | null) => {
    asked.get(runId)?.(nodes);
    asked.delete(runId);
  };

  const start = () => {
    if (engine || ending === 'dispose') return;
    ready = false;
    tracker.restart();
    let ended = false;
    engine = spawn({
      onMessage: (message) => {
        // Messages may be read after the end of who sent them: they are not the next engine's.
        if (!ended) receive(message);
      },
      onExit: (exit) => {
        ended = true;
        exited(exit);
      },
    });
    tell();
  };

  /** Hands the run to the engine as soon as both are there. */
  const tell = () => {
    if (!engine || ending || !untold?.command) return;
    engine.send(untold.command);
    untold = undefined;
  };

  const receive = (message: unknown) => {
    if (!isEngineEvent(message)) return;
    // What a dying engine still says of a run that was ended must not come after its end.
    if (ending) return;
    if (message.kind === 'ready') {
      ready = true;
      failedStarts = 0;
    }
    tracker.observe(message);
    if (message.kind === 'forecast') {
      answer(message.runId ?? '', message.nodes);
      return;
    }
    emit(message);
    if (message.kind !== 'runFinished' || tracker.current()) return;
    stopGrace();
    if (recycleAfterRun) recycle();
  };

  const stopGrace = () => {
    clearTimeout(graceTimer);
    graceTimer = undefined;
  };

  const exited = (exit: EngineExit) => {
    const reason = ending;
    engine = undefined;
    stopGrace();
    for (const runId of [...asked.keys()]) answer(runId, null);
    recycleAfterRun = false;
    if (reason === 'dispose') {
      gone?.();
      return;
    }
    ending = undefined;
    failedStarts = ready || reason !== undefined ? 0 : failedStarts + 1;
    const startsAgain = failedStarts < maxFailedStarts;
    if (reason === undefined) reportCrash(exit, startsAgain);
    else if (reason === 'cancel') reportKilled();
    if (startsAgain) start();
  };

  const reportCrash = (exit: EngineExit, startsAgain: boolean) => {
    const crash = { exit, node: tracker.current()?.node, logFile, startsAgain };
    emit(tracker.event(crashed(crash)));
    finishRun('failed', crashError(crash));
  };

  const reportKilled = () => {
    const message = `The run did not stop within ${graceMs / 1000} s, so the engine was ended and started again.`;
    emit(tracker.event({ kind: 'log', level: 'warning', message }));
    finishRun('cancelled');
  };

  const finishRun = (status: 'failed' | 'cancelled', error?: AppError) => {
    const run = tracker.current();
    untold = undefined;
    if (!run) return;
    const ms = Date.now() - run.startedAt;
    const event = tracker.event({ kind: 'runFinished', status, ms, sessionMs: 0, error });
    tracker.observe(event);
    emit(event);
  };

  const end = (reason: NonNullable<typeof ending>) => {
    ending = reason;
    engine?.kill();
  };

  const recycle = () => {
    if (!engine || ending) return;
    recycleAfterRun = tracker.current() !== undefined && !untold;
    if (!recycleAfterRun) end('recycle');
  };

  return {
    start,
    recycle,
    run(runId, command) {
      if (ending === 'dispose') return err(engineDown(logFile));
      if (tracker.current()) return err(runInProgress);
      tracker.begin(runId);
      // Cancelled meanwhile, another may have begun: only its own command may be told.
      const mine = {};
      untold = mine;
      const take = (given: RunCommand) => {
        if (untold !== mine) return;
        untold = { command: given };
        // While one ends, `exited` starts the next; after failed starts only a run does.
        if (engine) tell();
        else start();
      };
      if (!(command instanceof Promise)) take(command);
      else {
        command.then(take, (cause: unknown) => {
          if (untold === mine) finishRun('failed', notPrepared(cause));
        });
      }
      return ok(undefined);
    },
    plan(command) {
      const current = engine;
      if (!current || !ready || ending || tracker.current()) return Promise.resolve(null);
      return new Promise((resolve) => {
        asked.set(command.request.runId, resolve);
        current.send(command);
      });
    },
    cancel(runId) {
      const run = tracker.current();
      if (!run || (runId !== undefined && run.runId !== runId)) return;
      if (untold) {
        finishRun('cancelled');
        return;
      }
      // Asked again, the first one's time goes on: impatience must not lengthen the wait.
      if (!engine || ending || graceTimer) return;
      engine.send({ kind: 'cancel', runId: run.runId });
      graceTimer = setTimeout(() => end('cancel'), graceMs);
    },
    dispose() {
      stopGrace();
      if (!engine) {
        ending = 'dispose';
        return Promise.resolve();
      }
      const exit = new Promise<void>((resolve) => {
        gone = resolve;
      });
      end('dispose');
      return exit;
    },
  };
}

/** The engine is this app's own code: its events are checked for what the supervisor relies on. */
function isEngineEvent(message: unknown): message is EngineEvent {
  return (
    typeof message === 'object' &&
    message !== null &&
    'kind' in message &&
    typeof message.kind === 'string' &&
    'seq' in message &&
    typeof message.seq === 'number'
  );
}

import { constants } from 'node:os';
import type { AppError } from '@core/errors';
import type { EngineEventBody } from '@core/protocol';
import type { EngineExit } from './engine-process';

const signalNames = new Map(Object.entries(constants.signals).map(([name, n]) => [n, name]));

/** `signal SIGKILL`, `exit code 1`. A utilityProcess reports a signal as its number or 128 + it. */
function describeExit({ code, signal }: EngineExit): string {
  if (signal !== undefined) return `signal ${signal}`;
  if (code === null) return 'no exit code';
  const name = signalNames.get(code > 128 ? code - 128 : code);
  return name === undefined || code === 1 ? `exit code ${code}` : `exit code ${code}, ${name}`;
}

export interface Crash {
  readonly exit: EngineExit;
  readonly node: string | undefined;
  readonly logFile: string;
  /** Whether the next engine starts by itself. */
  readonly startsAgain: boolean;
}

export function crashError({ exit, node, logFile, startsAgain }: Crash): AppError {
  const where = node === undefined ? '' : ' while a node was running';
  const ended = `The engine's process ended${where} (${describeExit(exit)}).`;
  if (!startsAgain) {
    return {
      code: 'engine-does-not-start',
      message: `${ended} It has ended several times before it was ready.`,
      hint: `Run tries once more. The engine's log says more: ${logFile}.`,
      node,
    };
  }
  return {
    code: 'engine-crashed',
    message: `${ended} It has been started again.`,
    hint: `Run again. If it happens again, the graph may need more memory than there is; the engine's log is ${logFile}.`,
    node,
  };
}

export const crashed = (crash: Crash): EngineEventBody => ({
  kind: 'crashed',
  node: crash.node,
  detail: describeExit(crash.exit),
  error: crashError(crash),
});

export const engineDown = (logFile: string): AppError => ({
  code: 'engine-not-running',
  message: 'The engine is not running just now.',
  hint: `Run again in a moment. The engine's log is ${logFile}.`,
});

export const runInProgress: AppError = {
  code: 'run-in-progress',
  message: 'Another run is still going.',
  hint: 'Cancel it, or wait for its end.',
};

/** What a run needs beside its graph could not be had. */
export const notPrepared = (cause: unknown): AppError => ({
  code: 'run-not-prepared',
  message: `The run could not begin: ${cause instanceof Error ? cause.message : String(cause)}`,
  hint: 'Try again. If it happens again, start the app anew.',
  cause: cause instanceof Error ? cause.stack : undefined,
});

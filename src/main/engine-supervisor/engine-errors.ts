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

export function crashError(exit: EngineExit, node: string | undefined, logFile: string): AppError {
  const where = node === undefined ? '' : ' while a node was running';
  return {
    code: 'engine-crashed',
    message: `The engine's process ended${where} (${describeExit(exit)}). It has been started again.`,
    hint: `Run again. If it happens again, the graph may need more memory than there is; the engine's log is ${logFile}.`,
    node,
  };
}

export const crashed = (
  exit: EngineExit,
  node: string | undefined,
  error: AppError,
): EngineEventBody => ({ kind: 'crashed', node, detail: describeExit(exit), error });

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

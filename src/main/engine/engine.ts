import { createRequire } from 'node:module';
import { type AppError, assertNever, Cancelled, NodeFailure } from '@core/errors';
import type { TextTokenizer } from '@core/node-context';
import type { Catalog } from '@core/node-definition';
import type { EngineCommand, EngineEvent, EngineEventBody, RunStatus } from '@core/protocol';
import { catalog as builtInCatalog } from '@nodes';
import type { Memory } from './run/run-graph';
import { type RunScope, tellFailure } from './run/run-scope';
import { candidateProviders } from './sessions/providers';
import { createSessionPool } from './sessions/session-pool';
import { runSweeps } from './sweep/run-sweeps';
import { createValueCache } from './value-cache';

export interface Engine {
  /** Returns at once; what comes of it is told by events. */
  handle(command: EngineCommand): void;
  /** Stops the run, waits for it, and gives sessions and values back. */
  dispose(): Promise<void>;
}

export interface EngineOptions {
  emit(event: EngineEvent): void;
  /** The nodes it can run; all that ship with the app unless told otherwise. */
  readonly catalog?: Catalog;
}

type RunCommand = Extract<EngineCommand, { kind: 'run' }>;

interface ActiveRun {
  readonly runId: string;
  readonly cancel: { requested: boolean };
  readonly finished: Promise<void>;
}

/** One engine: the same in a utilityProcess and in plain Node. It runs one graph at a time. */
export function createEngine({ emit, catalog = builtInCatalog }: EngineOptions): Engine {
  const pool = createSessionPool();
  const memory: Memory = { cache: createValueCache(), history: new Map(), hashes: new Map() };
  const tokenizers = new Map<string, TextTokenizer>();
  let seq = 0;
  let active: ActiveRun | undefined;
  /** Asked for while a run needs it all. */
  let releaseAfterRun = false;

  const send = (body: EngineEventBody, runId?: string) => {
    emit({ ...body, seq: seq++, runId, time: Date.now() });
  };

  const run = async (command: RunCommand, cancel: ActiveRun['cancel']): Promise<void> => {
    const { request, library, outputFolder, baseFolder, bundledImages } = command;
    const { runId, document, provider, previews, targets } = request;
    const scope: RunScope = {
      document,
      catalog,
      library,
      provider,
      wantsPreviews: previews,
      outputFolder,
      baseFolder,
      bundledImages,
      pool,
      tokenizers,
      cancel,
      times: { sessionMs: 0 },
      told: new Set(),
      emit: (event) => send(event, runId),
    };
    const start = performance.now();
    const finish = (status: RunStatus, error?: AppError) => {
      const ms = performance.now() - start;
      // Before it is told: whoever hears it may ask for the next run at once.
      active = undefined;
      if (releaseAfterRun) releaseMemory();
      scope.emit({ kind: 'runFinished', status, ms, sessionMs: scope.times.sessionMs, error });
    };
    pool.checkFilesAgain();
    try {
      await runSweeps(scope, memory, targets);
      finish('completed');
    } catch (cause) {
      if (cause instanceof Cancelled) return finish('cancelled');
      const error = cause instanceof NodeFailure ? cause.error : internalError(cause);
      const { node } = error;
      if (node !== undefined && error.code !== 'graph-has-problems')
        tellFailure(scope, node, error);
      finish('failed', error);
    }
  };

  const releaseMemory = () => {
    releaseAfterRun = active !== undefined;
    if (releaseAfterRun) return;
    memory.cache.clear();
    tokenizers.clear();
    void pool.releaseAll().then(() => {
      send({ kind: 'log', level: 'info', message: 'Values and models were released.' });
    });
  };

  send({
    kind: 'ready',
    version: runtimeVersion(),
    backends: candidateProviders(),
    pid: process.pid,
  });

  return {
    handle(command) {
      switch (command.kind) {
        case 'run': {
          const { runId } = command.request;
          if (active) {
            send(
              { kind: 'runFinished', status: 'failed', ms: 0, sessionMs: 0, error: busy },
              runId,
            );
            return;
          }
          const cancel = { requested: false };
          active = { runId, cancel, finished: run(command, cancel) };
          return;
        }
        case 'cancel':
          if (active?.runId === command.runId) active.cancel.requested = true;
          return;
        case 'releaseMemory':
          releaseMemory();
          return;
        default:
          assertNever(command);
      }
    },
    async dispose() {
      if (active) active.cancel.requested = true;
      await active?.finished;
      memory.cache.clear();
      await pool.releaseAll();
    },
  };
}

/** Of onnxruntime-node, read from its package: loading it would cost the start of the engine. */
function runtimeVersion(): string {
  const manifest: unknown = createRequire(import.meta.url)('onnxruntime-node/package.json');
  const version = typeof manifest === 'object' && manifest && 'version' in manifest;
  return version && typeof manifest.version === 'string' ? manifest.version : 'unknown';
}

const busy: AppError = {
  code: 'engine-busy',
  message: 'The engine is running another graph.',
  hint: 'Wait until it has finished, or cancel it.',
};

const internalError = (cause: unknown): AppError => ({
  code: 'internal',
  message: `The run failed by a fault of the app: ${cause instanceof Error ? cause.message : String(cause)}`,
  hint: 'Please report it with the graph and the details below.',
  cause: cause instanceof Error ? cause.stack : undefined,
});

import { createRequire } from 'node:module';
import { type AppError, assertNever, Cancelled, NodeFailure } from '@core/errors';
import { flatTargets } from '@core/graph/subgraph/flat-targets';
import { flatten } from '@core/graph/subgraph/flatten';
import type { TextTokenizer } from '@core/node-context';
import type { Catalog } from '@core/node-definition';
import type { EngineCommand, EngineEvent, EngineEventBody, RunStatus } from '@core/protocol';
import { catalog as builtInCatalog } from '@nodes';
import { forecast } from './run/forecast';
import { outward } from './run/outward';
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
type PlanCommand = Extract<EngineCommand, { kind: 'plan' }>;

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
  /** The question that is being answered: a newer one, or a run, takes its place. */
  let asking: ActiveRun['cancel'] | undefined;
  /** Asked for while a run needs it all. */
  let releaseAfterRun = false;

  const send = (body: EngineEventBody, runId?: string) => {
    emit({ ...body, seq: seq++, runId, time: Date.now() });
  };

  const scopeOf = (
    command: RunCommand | PlanCommand,
    cancel: ActiveRun['cancel'],
    wantsPreviews: boolean,
  ): RunScope => {
    const { request, library, outputFolder, baseFolder, bundledImages } = command;
    const { runId, document: whole, provider } = request;
    const flat = flatten(whole);
    return {
      whole,
      document: flat.doc,
      catalog,
      library,
      provider,
      wantsPreviews,
      outputFolder,
      baseFolder,
      bundledImages,
      pool,
      tokenizers,
      cancel,
      times: { sessionMs: 0 },
      told: new Set(),
      emit: outward({ doc: whole, flat, catalog }, (event) => send(event, runId)),
    };
  };

  const targetsOf = ({ request: { document, targets } }: RunCommand | PlanCommand) =>
    flatTargets(flatten(document), catalog, targets);

  const run = async (command: RunCommand, cancel: ActiveRun['cancel']): Promise<void> => {
    const { previews } = command.request;
    const targets = targetsOf(command);
    const scope = scopeOf(command, cancel, previews);
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

  /** A forecast is a comfort: whatever keeps it from being made, the run itself will say. */
  const plan = async (command: PlanCommand): Promise<void> => {
    if (asking) asking.requested = true;
    const cancel = { requested: active !== undefined };
    asking = cancel;
    const scope = scopeOf(command, cancel, false);
    const nodes = await forecast(scope, memory, targetsOf(command)).catch(() => null);
    if (asking === cancel) asking = undefined;
    scope.emit({ kind: 'forecast', nodes });
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
          if (asking) asking.requested = true;
          const cancel = { requested: false };
          active = { runId, cancel, finished: run(command, cancel) };
          return;
        }
        case 'plan':
          void plan(command);
          return;
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

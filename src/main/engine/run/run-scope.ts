import { setImmediate } from 'node:timers/promises';
import { type AppError, Cancelled } from '@core/errors';
import type { GraphDocument } from '@core/graph/document';
import type { ModelManifest } from '@core/models/manifest';
import type { TextTokenizer } from '@core/node-context';
import type { Catalog } from '@core/node-definition';
import type { EngineEventBody, Provider } from '@core/protocol';
import type { SessionPool } from '../sessions/session-pool';

/** What one run may use, and where it tells what it does. */
export interface RunScope {
  /** The graph as people see it: what files carry. */
  readonly whole: GraphDocument;
  /** `whole` made flat: what runs. */
  readonly document: GraphDocument;
  readonly catalog: Catalog;
  readonly library: readonly ModelManifest[];
  /** Instead of what the Load pipeline nodes say. */
  readonly provider?: Provider;
  readonly wantsPreviews: boolean;
  readonly outputFolder: string;
  readonly baseFolder?: string;
  readonly bundledImages: string;
  readonly pool: SessionPool;
  /** By file of the text encoder; kept between runs. */
  readonly tokenizers: Map<string, TextTokenizer>;
  readonly cancel: { requested: boolean };
  readonly times: { sessionMs: number };
  /** Set in a run that is one of a sweep. */
  readonly output?: {
    /** Behind the names of files that are written. */
    readonly suffix: string;
    wrote(node: string, name: string): void;
  };
  /** What was said already: providers and warnings are told once a run. */
  readonly told: Set<string>;
  emit(event: EngineEventBody): void;
}

/** A turn takes some 50 µs: one between two runs of a model is enough, not one at each node too. */
const shortestTurnMs = 5;
/** Of this process, which has one event loop. */
let lastTurn = Number.NEGATIVE_INFINITY;

/** Lets messages in, the wish to stop among them. Throws `Cancelled`. */
export async function checkpoint(run: RunScope): Promise<void> {
  if (performance.now() - lastTurn >= shortestTurnMs) {
    // A turn of the event loop, not a microtask: only there do messages and signals arrive.
    await setImmediate();
    lastTurn = performance.now();
  }
  if (run.cancel.requested) throw new Cancelled();
}

export function tellOnce(run: RunScope, key: string, event: EngineEventBody): void {
  if (run.told.has(key)) return;
  run.told.add(key);
  run.emit(event);
}

/** Each failure once, though the run ends with one of them. */
export const tellFailure = (run: RunScope, node: string, error: AppError): void =>
  tellOnce(run, `failed ${node} ${error.message}`, { kind: 'nodeFailed', node, error });

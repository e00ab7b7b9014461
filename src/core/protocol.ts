import { z } from 'zod';
import type { AppError } from './errors';
import { graphDocumentSchema } from './graph/document';
import { modelManifestSchema } from './models/manifest';
import type { PreviewContent } from './node-context';
import type { ValueSummary } from './values';

/** Engine commands and events. The same over a utilityProcess port and inside plain Node. */

export const providerSchema = z.enum(['auto', 'cpu', 'webgpu', 'cuda', 'dml', 'coreml']);
export type Provider = z.infer<typeof providerSchema>;

export const runRequestSchema = z.object({
  runId: z.string().min(1).max(100),
  document: graphDocumentSchema,
  /** What the graph is called: for the history. */
  title: z.string().max(500).optional(),
  /** Node ids to run; absent: every output node. */
  targets: z.array(z.string()).optional(),
  /** Instead of what the Load pipeline nodes say. */
  provider: providerSchema.optional(),
  previews: z.boolean(),
});
export type RunRequest = z.infer<typeof runRequestSchema>;

/** What a run would do, without doing it. `runId` names the question. */
export const planRequestSchema = runRequestSchema.omit({ previews: true });
export type PlanRequest = z.infer<typeof planRequestSchema>;

/** Where a graph's models, images and files are. */
const surroundings = {
  library: z.array(modelManifestSchema),
  /** Absolute folder below which Save image writes. */
  outputFolder: z.string(),
  /** Folder of the graph file: relative image paths start here. */
  baseFolder: z.string().optional(),
  bundledImages: z.string(),
};

export const engineCommandSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('run'), request: runRequestSchema, ...surroundings }),
  /** Answered by one `forecast`. While a run goes on, and when a newer one is asked: with null. */
  z.object({ kind: z.literal('plan'), request: planRequestSchema, ...surroundings }),
  z.object({ kind: z.literal('cancel'), runId: z.string() }),
  /** Drops cached values and sessions. */
  z.object({ kind: z.literal('releaseMemory') }),
]);
export type EngineCommand = z.infer<typeof engineCommandSchema>;

export const plannedNodeSchema = z.object({
  node: z.string(),
  action: z.enum(['run', 'cached']),
  /** `not run yet`, `prompt changed`, `upstream: Text prompt changed`, `in the cache`. */
  reason: z.string(),
});
export type PlannedNode = Readonly<z.infer<typeof plannedNodeSchema>>;

export interface ProviderReport {
  /** File of the model, relative to its pipeline: `unet/model.onnx`. */
  readonly model: string;
  readonly requested: Provider;
  readonly actual: Exclude<Provider, 'auto'>;
  /** Why it is not what was asked, or why auto chose it. */
  readonly reason: string;
}

export type RunStatus = 'completed' | 'cancelled' | 'failed';

export type EngineEventBody =
  | {
      readonly kind: 'ready';
      readonly version: string;
      readonly backends: readonly string[];
      readonly pid: number;
    }
  | {
      readonly kind: 'planned';
      readonly nodes: readonly PlannedNode[];
      readonly warnings: readonly AppError[];
    }
  /** The answer to `plan`, to whoever asked: null where nothing can be told. */
  | { readonly kind: 'forecast'; readonly nodes: readonly PlannedNode[] | null }
  /** One of the runs that a sweep is made of begins; 1-based. `label`: `Guidance scale 4, Steps 10`. */
  | {
      readonly kind: 'sweep';
      readonly cell: number;
      readonly of: number;
      readonly label: string;
    }
  /** Several nodes where steps were fused. */
  | { readonly kind: 'nodeStarted'; readonly node: string }
  | {
      readonly kind: 'progress';
      readonly node: string;
      readonly iteration: number;
      readonly of: number;
    }
  | {
      readonly kind: 'preview';
      readonly node: string;
      readonly content: PreviewContent;
      readonly iteration?: number;
      readonly of?: number;
    }
  /** What an output node made: `content.png` is the file a user saves. */
  | {
      readonly kind: 'result';
      readonly node: string;
      readonly content: PreviewContent;
      readonly seed?: number;
    }
  | { readonly kind: 'saved'; readonly node: string; readonly path: string }
  | {
      readonly kind: 'nodeFinished';
      readonly node: string;
      readonly ms: number;
      readonly cached: boolean;
      readonly outputs: Readonly<Record<string, ValueSummary>>;
    }
  | { readonly kind: 'nodeFailed'; readonly node: string; readonly error: AppError }
  | { readonly kind: 'provider'; readonly report: ProviderReport }
  | {
      readonly kind: 'runFinished';
      readonly status: RunStatus;
      readonly ms: number;
      /** Of `ms`, spent inside `session.run`. */
      readonly sessionMs: number;
      readonly error?: AppError;
    }
  | { readonly kind: 'log'; readonly level: 'info' | 'warning'; readonly message: string }
  /** Sent by the supervisor, never by the engine itself. */
  | {
      readonly kind: 'crashed';
      readonly node?: string;
      readonly detail: string;
      readonly error: AppError;
    };

export type EngineEvent = EngineEventBody & {
  /** Counts up without gaps from the start of an engine. */
  readonly seq: number;
  /** Absent for what belongs to no run. */
  readonly runId?: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
};

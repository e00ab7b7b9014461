import { z } from 'zod';
import { appErrorSchema } from '../app-error-schema';
import { providerSchema } from '../protocol';

/**
 * What the history of runs keeps, as it lies in its store. Read back as written by any earlier
 * version of the app: fields are only ever added, with a default.
 */

const ranOnSchema = providerSchema.exclude(['auto']);

/** What an entry shows. `none`: a run that gave nothing new, or ended before it could. */
export const entryKindSchema = z.enum([
  'image',
  'plot',
  'table',
  'frames',
  'compare',
  'stack',
  'tokens',
  'text',
  'none',
]);
export type EntryKind = z.infer<typeof entryKindSchema>;

/** How a run ended; `running` is one of this session, `interrupted` one whose session ended first. */
const historyStatusSchema = z.enum(['running', 'completed', 'cancelled', 'failed', 'interrupted']);

/** One result, or one run without any. Ids sort by time. */
export const historyEntrySchema = z.object({
  id: z.string(),
  runId: z.string(),
  /** Milliseconds since the epoch. */
  time: z.number(),
  kind: entryKindSchema,
  /** Of the node at the time of the run; of an entry without one, of the graph. */
  title: z.string(),
  node: z.string().nullable(),
  /** What the graph was called. */
  graph: z.string(),
  status: historyStatusSchema,
  seed: z.number().nullable(),
  ms: z.number().nullable(),
  provider: ranOnSchema.nullable(),
  /** Pixels, of what is one picture. */
  width: z.number().nullable(),
  height: z.number().nullable(),
  /** Where a Save image node wrote it: absolute path. */
  file: z.string().nullable(),
  starred: z.boolean(),
  /** Whether a thumbnail can be had. */
  picture: z.boolean(),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

/** A parameter as it was, in words. */
const paramFactSchema = z.object({
  node: z.string(),
  title: z.string(),
  label: z.string(),
  text: z.string(),
});

export const runRecordSchema = z.object({
  id: z.string(),
  time: z.number(),
  graph: z.string(),
  status: historyStatusSchema,
  ms: z.number().nullable(),
  error: appErrorSchema.nullable(),
  /** What was asked for; absent: as the nodes say. */
  requested: providerSchema.optional(),
  /** What each model ran on. */
  providers: z.array(z.object({ model: z.string(), actual: ranOnSchema })),
  /** Node ids it was asked to run; absent: all outputs. */
  targets: z.array(z.string()).optional(),
  /** Seeds, and what is not as a new node has it. */
  params: z.array(paramFactSchema),
  entries: z.array(z.string()),
});
export type RunRecord = z.infer<typeof runRecordSchema>;

export const historyQuerySchema = z.object({
  /** Words that all must occur: titles, the graph's name, texts, the seed, the date. */
  words: z.string().max(500),
  kinds: z.array(entryKindSchema).max(20),
  starred: z.boolean(),
  /** Id of the last entry already had. */
  before: z.string().max(100).nullable(),
  count: z.number().int().min(1).max(200),
});
export type HistoryQuery = z.infer<typeof historyQuerySchema>;

import { historyEntrySchema, runRecordSchema } from '@core/history/records';
import { z } from 'zod';

/** What lies in the store beyond what the window sees. */

export const storedEntrySchema = historyEntrySchema.extend({
  /** What a search looks into, in lower case. */
  words: z.string(),
  /** Of content and thumbnail. */
  bytes: z.number(),
  /** SHA-256 of the content; '' where there is none. */
  hash: z.string(),
  /** When the user deleted it: gone for good with the next start. */
  deleted: z.number().nullable().default(null),
});
export type StoredEntry = z.infer<typeof storedEntrySchema>;

export const storedRunSchema = runRecordSchema.extend({
  /** Of the graph's text. */
  bytes: z.number(),
  words: z.string(),
});
export type StoredRun = z.infer<typeof storedRunSchema>;

export const keyOf = {
  entry: (id: string) => `e!${id}`,
  content: (id: string) => `c!${id}`,
  thumbnail: (id: string) => `t!${id}`,
  run: (id: string) => `r!${id}`,
  graph: (id: string) => `g!${id}`,
  /** There while the run goes on. */
  open: (id: string) => `o!${id}`,
};

export const prefixes = { entry: 'e!', run: 'r!', open: 'o!' };

export const toBytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

/** Undefined for what was not written by this app, or by one that came later and says it otherwise. */
export function fromBytes<T extends z.ZodType>(
  schema: T,
  bytes: Uint8Array | undefined,
): z.infer<T> | undefined {
  if (!bytes) return undefined;
  try {
    const parsed = schema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Sorts by time; `place`: counts the entries of a run. */
export const entryId = (time: number, runId: string, place: number): string =>
  `${String(time).padStart(15, '0')}-${String(place).padStart(4, '0')}-${runId}`.slice(0, 100);

/** What stands for a run that gave nothing to show. */
export const bareEntry = (run: StoredRun): StoredEntry => ({
  id: entryId(run.time, run.id, 0),
  runId: run.id,
  time: run.time,
  kind: 'none',
  title: run.graph,
  node: null,
  graph: run.graph,
  status: run.status,
  seed: null,
  ms: run.ms,
  provider: null,
  width: null,
  height: null,
  file: null,
  starred: false,
  picture: false,
  words: [run.words, run.status, run.error?.message ?? ''].join(' ').toLowerCase(),
  bytes: 0,
  hash: '',
  deleted: null,
});

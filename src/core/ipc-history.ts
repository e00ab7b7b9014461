import { z } from 'zod';
import { historyEntrySchema, historyQuerySchema, runRecordSchema } from './history/records';
import { resultSchema as result } from './ipc-schemas';
import type { PreviewContent } from './node-context';

/** Channels of the history of runs and what they gave. Part of `ipcContract`. */

const idSchema = z.string().min(1).max(100);
const idsSchema = z.array(idSchema).min(1).max(1000);

export const historyChannels = {
  /** A page of entries, newest first; `next`: what to go on before, null at the end. */
  'history.list': {
    args: z.tuple([historyQuerySchema]),
    result: z.object({ entries: z.array(historyEntrySchema), next: z.string().nullable() }),
  },
  'history.item': {
    args: z.tuple([idSchema]),
    result: result(
      z.object({
        entry: historyEntrySchema,
        run: runRecordSchema,
        content: z.custom<PreviewContent>().nullable(),
      }),
    ),
  },
  /** A small PNG; null for what has no picture. */
  'history.thumbnail': { args: z.tuple([idSchema]), result: z.instanceof(Uint8Array).nullable() },
  /** Text of the graph that an entry was made with. */
  'history.graph': {
    args: z.tuple([idSchema]),
    result: result(z.object({ name: z.string(), text: z.string() })),
  },
  'history.star': { args: z.tuple([idSchema, z.boolean()]), result: z.void() },
  /** Can be taken back by `history.restore` until the app ends. */
  'history.remove': { args: z.tuple([idsSchema]), result: z.void() },
  'history.restore': { args: z.tuple([idsSchema]), result: z.void() },
  'history.usage': {
    args: z.tuple([]),
    result: z.object({ bytes: z.number(), entries: z.number() }),
  },
  /** Shows the file that a Save image node wrote in the system's file manager. */
  'history.showFile': { args: z.tuple([idSchema]), result: result(z.void()) },
  'clipboard.writeImage': { args: z.tuple([z.instanceof(Uint8Array)]), result: result(z.void()) },
} as const satisfies Record<string, { args: z.ZodType; result: z.ZodType }>;

export interface HistoryEvents {
  /** Entries came, left or changed. */
  'event.historyChanged': null;
  /** A damaged store, one that cannot be had, a disk that is full. */
  'event.historyProblem': import('./errors').AppError;
}

import { z } from 'zod';
import { appErrorSchema } from './app-error-schema';
import { openedFileSchema, resultSchema as result } from './ipc-schemas';

/**
 * Channels of documents that are never lost: journals, the tabs of the last session, files changed
 * by others. Part of `ipcContract`.
 */

/** Names a file: nothing in it may lead elsewhere. */
const journalIdSchema = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);

const recoverableSchema = z.object({
  id: z.string(),
  name: z.string(),
  path: z.string().nullable(),
  /** Of the last edit, milliseconds since 1970. */
  time: z.number(),
  edits: z.number(),
  /** A part in the middle cannot be read: what comes before it can be recovered. */
  damaged: z.boolean(),
});

export const documentChannels = {
  /** Begins, or begins anew from `base`, the journal of a document with unsaved edits. */
  'journal.begin': {
    args: z.tuple([
      z.object({
        id: journalIdSchema,
        path: z.string().nullable(),
        name: z.string(),
        edits: z.number().int().min(0),
        base: z.string(),
      }),
    ]),
    result: z.void(),
  },
  /** Lines of `journalLine`, whole entries. */
  'journal.append': {
    args: z.tuple([journalIdSchema, z.array(z.string()).min(1)]),
    result: z.void(),
  },
  'journal.end': { args: z.tuple([journalIdSchema]), result: z.void() },
  /** Left behind by an earlier session or a page that died, newest first. */
  'journal.list': {
    args: z.tuple([]),
    result: z.object({ documents: z.array(recoverableSchema), problems: z.array(appErrorSchema) }),
  },
  /** Its text; its file may be saved to again, unless another program has changed it since. */
  'journal.restore': { args: z.tuple([journalIdSchema]), result: result(z.string()) },
  /** The saved graphs open in this window, in order: opened again at the next start. */
  'session.setTabs': {
    args: z.tuple([z.object({ paths: z.array(z.string()), active: z.string().nullable() })]),
    result: z.void(),
  },
  'session.tabs': {
    args: z.tuple([]),
    result: z.object({ files: z.array(result(openedFileSchema)), active: z.string().nullable() }),
  },
  /** The file as it is now, after another program has changed it. */
  'graph.reload': { args: z.tuple([z.string()]), result: result(openedFileSchema) },
  /** What another program wrote may be overwritten. */
  'graph.keepMine': { args: z.tuple([z.string()]), result: z.void() },
  /** Asks what to do when another program has changed the file that is to be saved. */
  'dialog.fileChanged': {
    args: z.tuple([z.object({ name: z.string() })]),
    result: z.enum(['overwrite', 'saveAs', 'cancel']),
  },
} as const satisfies Record<string, { args: z.ZodType; result: z.ZodType }>;

export interface DocumentEvents {
  /** Another program, or another window, has changed or removed a file that is open here. */
  'event.fileChanged': { readonly path: string; readonly state: 'same' | 'changed' | 'gone' };
  /** The user asked for a file that a tab of this window has. */
  'event.showFile': string;
  'event.journalFailed': import('./errors').AppError;
}

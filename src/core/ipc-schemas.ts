import { z } from 'zod';
import { appErrorSchema } from './app-error-schema';

/** Shapes that many channels share. */

/** `Result`, as it comes over IPC. */
export const resultSchema = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), error: appErrorSchema }),
  ]);

/** Text as it is on disk: the window parses it, so that one parser makes one set of messages. */
export const openedFileSchema = z.object({ path: z.string(), name: z.string(), text: z.string() });

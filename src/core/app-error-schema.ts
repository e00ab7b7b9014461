import { z } from 'zod';

/** `AppError` where it comes from outside: over IPC, out of a store. */
export const appErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.string().optional(),
  node: z.string().optional(),
  port: z.string().optional(),
  cause: z.string().optional(),
});

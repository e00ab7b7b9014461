import { settingsSchema } from '@core/ipc-contract';
import type { z } from 'zod';
import { openStateFile } from './state-file';

export type Settings = z.infer<typeof settingsSchema>;

/** `settings.json` in the user's data folder. */
export const openSettings = (file: string) =>
  openStateFile({
    file,
    schema: settingsSchema,
    initial: settingsSchema.parse({}),
    title: 'The settings',
  });

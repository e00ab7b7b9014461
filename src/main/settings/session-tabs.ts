import { z } from 'zod';
import { openStateFile } from './state-file';

/** The saved graphs of one window, in the order of its tabs. */
const windowTabsSchema = z.object({
  paths: z.array(z.string()).max(200),
  /** The one that was shown; null: one without a file. */
  active: z.string().nullable(),
});
export type WindowTabs = z.infer<typeof windowTabsSchema>;

export const noTabs: WindowTabs = { paths: [], active: null };

/** `session.json` in the user's data folder: what is opened again at the next start, by window. */
export const openSessionTabs = (file: string) =>
  openStateFile({
    file,
    schema: z.array(windowTabsSchema).max(50),
    initial: [],
    title: 'The list of open graphs',
  });

import { en } from './en';

/**
 * The words of the window. Read it while rendering or acting (`t.tabs.list`), never into a constant
 * of a module: a second language will take its place.
 */
export const t = en;

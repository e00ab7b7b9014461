/**
 * From the preload to the main process only, never callable by the page: the path of a file the user
 * dropped, which makes it allowed to open. In a file without zod, so that the preload stays small.
 */
export const allowDroppedPathChannel = 'internal.allowDroppedPath';

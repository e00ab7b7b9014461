import { isAbsolute, resolve } from 'node:path';

/**
 * The graph file among a start's arguments: what a file manager or a shell hands over.
 * @param argv with the executable first; Chromium's switches and the app's own folder may be among them
 * @param cwd of that start: relative paths begin there
 */
export function graphArgument(argv: readonly string[], cwd: string): string | undefined {
  const file = argv.slice(1).findLast((arg) => !arg.startsWith('-') && /\.json$/i.test(arg));
  if (file === undefined) return undefined;
  return isAbsolute(file) ? file : resolve(cwd, file);
}

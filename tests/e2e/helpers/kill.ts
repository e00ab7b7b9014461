import { readdir, readFile } from 'node:fs/promises';
import type { App } from './app';

/** Ends every process of the app at once by SIGKILL, as when the power fails. */
export async function killEverything({ electron }: Pick<App, 'electron'>): Promise<void> {
  const root = electron.process();
  const gone = new Promise((resolve) => root.once('exit', resolve));
  const family = await familyOf(root.pid ?? 0);
  for (const pid of family) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended with its parent.
    }
  }
  await gone;
}

/** The process and all below it, by /proc. */
async function familyOf(root: number): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    const stat = /^\d+$/.test(name)
      ? await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
      : '';
    // The name in brackets may hold spaces: what follows it is state and parent.
    const parent = /\) \S (\d+)/.exec(stat)?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const family = [root];
  for (const pid of family)
    for (const [child, parent] of parents) if (parent === pid) family.push(child);
  return family;
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface TinyDisk {
  readonly path: string;
  /** To the last byte, with a file of its own. */
  fill(): void;
  empty(): void;
  readOnly(on: boolean): void;
  remove(): void;
}

/** A disk of its own, to be filled or made read-only, where this user may mount one; else why not. */
export function tinyDisk(kilobytes: number): TinyDisk | { readonly reason: string } {
  const path = mkdtempSync(join(tmpdir(), 'patchbay-disk-'));
  try {
    mount('-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', path);
  } catch (error) {
    rmSync(path, { recursive: true });
    return { reason: String(error).split('\n')[0] ?? '' };
  }
  const filler = join(path, 'filler');
  return {
    path,
    fill: () => fill(filler),
    empty: () => rmSync(filler),
    readOnly: (on) => mount('-o', `remount,${on ? 'ro' : 'rw'}`, path),
    remove() {
      execFileSync('umount', [path], { stdio: 'pipe' });
      rmSync(path, { recursive: true });
    },
  };
}

const mount = (...args: readonly string[]) =>
  void execFileSync('mount', [...args], { stdio: 'pipe' });

function fill(path: string): void {
  for (const size of [4096, 1]) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(size), { flag: 'a' });
    } catch (error) {
      if (!String(error).includes('ENOSPC')) throw error;
    }
  }
}

import { statfsSync } from 'node:fs';
import { SetupError } from './steps.mjs';

const MB = 1_000_000;

/** Stops before a long unpack that could only end half way. */
export function requireFreeSpace(folder, neededBytes, what, statfs = statfsSync) {
  const { bavail, bsize } = statfs(folder);
  const free = bavail * bsize;
  if (free >= neededBytes) return;
  throw new SetupError({
    tried: what,
    why: `it needs ${Math.ceil(neededBytes / MB)} MB of disk, ${folder} has ${Math.floor(free / MB)} MB free`,
    next: `Free at least ${Math.ceil((neededBytes - free) / MB)} MB there and run the same command again.`,
  });
}

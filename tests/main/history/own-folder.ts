import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** A folder that the hooks of a test may use too; gone after each test. */
export function ownFolder(): () => string {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'patchbay-history-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  return () => folder;
}

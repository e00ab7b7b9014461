import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '@core/errors';
import { saveError } from '../files/file-errors';
import { safeFileName } from '../files/safe-file-name';
import { writeFileAtomic } from '../files/write-file-atomic';

export interface ResultName {
  readonly node: string;
  /** Part of the result, where it has several. */
  readonly part?: string;
  /** Without the dot. */
  readonly extension?: string;
}

/**
 * Writes what output nodes showed: `<graph>-<node>.png`, then `-2`, `-3` for more of one node, or of
 * another whose name comes out the same. Files of an earlier run are replaced.
 */
export function createResultFiles(folder: string, graphName: string) {
  const used = new Set<string>();
  return {
    /** Where the next result of a node goes. */
    pathFor({ node, part, extension = 'png' }: ResultName): string {
      const name = safeFileName([graphName, node, ...(part ? [part] : [])].join('-'));
      for (let count = 1; ; count++) {
        const suffix = count === 1 ? '' : `-${count}`;
        const path = join(folder, `${name}${suffix}.${extension}`);
        // Systems that ignore case would take `A.png` for `a.png`.
        const taken = path.toLowerCase();
        if (used.has(taken)) continue;
        used.add(taken);
        return path;
      }
    },
    async write(path: string, bytes: Uint8Array): Promise<Result<void>> {
      try {
        await mkdir(folder, { recursive: true });
        await writeFileAtomic(path, bytes);
        return ok(undefined);
      } catch (error) {
        return err(saveError(path, error));
      }
    },
  };
}

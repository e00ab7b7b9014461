import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '@core/errors';
import { saveError } from '../files/file-errors';
import { safeFileName } from '../files/safe-file-name';
import { writeFileAtomic } from '../files/write-file-atomic';

/** Writes what Preview image nodes made: `<graph>-<node>.png`, then `-2`, `-3` for more of one node. */
export function createResultFiles(folder: string, graphName: string) {
  const written = new Map<string, number>();
  return {
    /** Where the next result of a node goes. */
    pathFor(node: string): string {
      const count = (written.get(node) ?? 0) + 1;
      written.set(node, count);
      const suffix = count === 1 ? '' : `-${count}`;
      return join(folder, `${safeFileName(`${graphName}-${node}${suffix}`)}.png`);
    },
    async write(path: string, png: Uint8Array): Promise<Result<void>> {
      try {
        await mkdir(folder, { recursive: true });
        await writeFileAtomic(path, png);
        return ok(undefined);
      } catch (error) {
        return err(saveError(path, error));
      }
    },
  };
}

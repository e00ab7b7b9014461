import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const maxBytes = 1_000_000;

/**
 * Appends what the engine prints; a full file becomes `<file>.1`, so that at most two are kept.
 * A log that cannot be written must not stop the app: then the lines go to this process's stderr.
 */
export function createEngineLog(file: string): (text: string) => void {
  let folder: Promise<unknown> | undefined;
  let last: Promise<void> = Promise.resolve();
  return (text) => {
    last = last
      .then(async () => {
        folder ??= mkdir(dirname(file), { recursive: true });
        await folder;
        const size = await stat(file).then(
          (stats) => stats.size,
          () => 0,
        );
        if (size > maxBytes) await rename(file, `${file}.1`);
        await appendFile(file, text);
      })
      .catch(() => {
        process.stderr.write(text);
      });
  };
}

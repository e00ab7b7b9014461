import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * Unpacks a zip with its file modes. Entries that would leave the folder are refused by yauzl.
 * @param {(path: string) => string | null} place the path below `folder` for an entry; null leaves it out
 */
export async function unzip(zipFile, folder, place) {
  // Loaded late: this file is imported before `npm ci` has run.
  const { default: yauzl } = await import('yauzl');
  const zip = await yauzl.openPromise(zipFile, { lazyEntries: true });
  try {
    for await (const entry of zip.eachEntry()) {
      const target = entry.fileName.endsWith('/') ? null : place(entry.fileName);
      if (target) await writeEntry(zip, entry, join(folder, target));
    }
  } finally {
    zip.close();
  }
}

async function writeEntry(zip, entry, target) {
  mkdirSync(dirname(target), { recursive: true });
  // The upper half of the external attributes is the Unix mode.
  const mode = (entry.externalFileAttributes >>> 16) & 0o777;
  await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { mode }));
}

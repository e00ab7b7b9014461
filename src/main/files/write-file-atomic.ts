import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { open, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * Writes a file so that its path holds either the old bytes or all of the new ones, whatever goes
 * wrong in between: write beside, sync, rename. A symbolic link keeps pointing at the file written,
 * and the file keeps its mode and, as far as this user may give it away, its owner.
 * Throws the system's error (ENOSPC, EACCES, EROFS, ENOENT...), which `saveError` puts in words;
 * then the old file is whole and nothing is left beside it.
 */
export async function writeFileAtomic(path: string, bytes: Uint8Array | string): Promise<void> {
  // Renaming over a link would replace the link, not the file it names.
  const target = await realpath(path).catch(() => targetOfBrokenLink(path));
  const existing = await stat(target).catch(() => null);
  if (existing && !existing.isFile()) {
    // A device such as /dev/full would be replaced by a file of its name.
    throw Object.assign(new Error(`${path} is a folder or a device, not a file`), {
      code: existing.isDirectory() ? 'EISDIR' : 'EINVAL',
    });
  }
  // A rename asks only the folder: a file that was locked against writing would be replaced all the same.
  if (existing) await (await open(target, 'r+')).close();
  const folder = dirname(target);
  const suffix = `.${randomBytes(6).toString('hex')}.tmp`;
  // File names end at 255 bytes: the name beside must not be too long where the name itself is not.
  const temporary = join(folder, `.${basename(target).slice(0, 50)}${suffix}`);
  try {
    await writeSynced(temporary, bytes, existing);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(folder);
}

/** Where a link leads whose file is not there yet; the path itself when it is no link. */
const targetOfBrokenLink = (path: string): Promise<string> =>
  readlink(path).then(
    (target) => resolve(dirname(path), target),
    () => path,
  );

async function writeSynced(
  path: string,
  bytes: Uint8Array | string,
  like: Stats | null,
): Promise<void> {
  // As narrow as it will be, from the start: what is private must not be readable for a moment.
  const file = await open(path, 'wx', like ? like.mode & 0o777 : 0o666);
  try {
    if (like) {
      await file.chown(like.uid, like.gid).catch(() => undefined);
      // The umask has narrowed what `open` was asked for.
      await file.chmod(like.mode & 0o777);
    }
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The rename itself must reach the disk; Windows cannot open folders, and needs no such step. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r').catch(() => null);
  // Some network file systems refuse to sync a folder: the file itself is complete by now.
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

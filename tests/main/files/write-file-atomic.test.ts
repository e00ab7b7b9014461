import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeFileAtomic } from '../../../src/main/files/write-file-atomic';

const folder = mkdtempSync(join(tmpdir(), 'patchbay-atomic-'));
const isRoot = process.getuid?.() === 0;

/** A disk of 64 kB, where this user may mount one; the reason where not. */
function tinyDisk(): { path: string } | { reason: string } {
  const path = join(folder, 'disk');
  mkdirSync(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', path], { stdio: 'pipe' });
    return { path };
  } catch (error) {
    return { reason: String(error).split('\n')[0] ?? '' };
  }
}
const disk = tinyDisk();
if ('reason' in disk) console.info(`no small disk to fill: ${disk.reason}`);

afterAll(() => {
  if ('path' in disk) execFileSync('umount', [disk.path]);
  rmSync(folder, { recursive: true, force: true });
});

test('writes new files and replaces old ones, and leaves nothing beside them', async () => {
  const path = join(folder, 'a.json');
  await writeFileAtomic(path, 'one');
  await writeFileAtomic(path, new TextEncoder().encode('two'));
  expect(readFileSync(path, 'utf8')).toBe('two');
  expect(readdirSync(folder).filter((name) => name.includes('a.json'))).toEqual(['a.json']);
});

test('keeps the mode of the old file and the link to it', async () => {
  const path = join(folder, 'mode');
  writeFileSync(path, 'x', { mode: 0o600 });
  const link = join(folder, 'link');
  symlinkSync(path, link);
  await writeFileAtomic(link, 'y');
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(path, 'utf8')).toBe('y');
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('keeps a mode wider than the umask, and the owner', async () => {
  const path = join(folder, 'shared');
  writeFileSync(path, 'x');
  chmodSync(path, 0o664);
  if (isRoot) chownSync(path, 1234, 2345);
  const before = statSync(path);
  await writeFileAtomic(path, 'y');
  const { mode, uid, gid } = statSync(path);
  expect({ mode, uid, gid }).toEqual({ mode: before.mode, uid: before.uid, gid: before.gid });
});

test('a link whose file is not there yet stays a link', async () => {
  const link = join(folder, 'early-link');
  symlinkSync('made-later', link);
  await writeFileAtomic(link, 'x');
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(folder, 'made-later'), 'utf8')).toBe('x');
});

test('a file locked against writing is refused, though its folder is not', async () => {
  const path = join(folder, 'locked');
  writeFileSync(path, 'old', { mode: 0o444 });
  chmodSync(folder, 0o777);
  // Root may write everywhere: as somebody else then.
  const { seteuid } = process;
  if (isRoot) seteuid?.(65534);
  try {
    await expect(writeFileAtomic(path, 'new')).rejects.toMatchObject({ code: 'EACCES' });
  } finally {
    if (isRoot) seteuid?.(0);
  }
  expect(readFileSync(path, 'utf8')).toBe('old');
});

test('names as long as the file system takes can be written', async () => {
  const path = join(folder, 'n'.repeat(255));
  await writeFileAtomic(path, 'x');
  expect(readFileSync(path, 'utf8')).toBe('x');
});

test('a missing folder, a folder in its place and a device are refused by their codes', async () => {
  await expect(writeFileAtomic(join(folder, 'no/such'), '')).rejects.toMatchObject({
    code: 'ENOENT',
  });
  await expect(writeFileAtomic(folder, '')).rejects.toMatchObject({ code: 'EISDIR' });
  await expect(writeFileAtomic('/dev/full', 'x')).rejects.toMatchObject({ code: 'EINVAL' });
});

test.skipIf(isRoot)('a read-only folder keeps the old file', async () => {
  const readOnly = join(folder, 'read-only');
  mkdirSync(readOnly);
  writeFileSync(join(readOnly, 'a'), 'old');
  chmodSync(readOnly, 0o500);
  await expect(writeFileAtomic(join(readOnly, 'a'), 'new')).rejects.toMatchObject({
    code: 'EACCES',
  });
  expect(readFileSync(join(readOnly, 'a'), 'utf8')).toBe('old');
  chmodSync(readOnly, 0o700);
});

test.skipIf('reason' in disk)(
  'a full disk keeps the old file and leaves nothing beside it',
  async () => {
    const root = 'path' in disk ? disk.path : '';
    const path = join(root, 'graph.json');
    await writeFileAtomic(path, 'old');
    await expect(writeFileAtomic(path, new Uint8Array(200_000))).rejects.toMatchObject({
      code: 'ENOSPC',
    });
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(root)).toEqual(['graph.json']);
  },
);

test.skipIf('reason' in disk)(
  'a read-only drive keeps the old file, for root as well',
  async () => {
    const root = 'path' in disk ? disk.path : '';
    const path = join(root, 'kept.json');
    await writeFileAtomic(path, 'old');
    execFileSync('mount', ['-o', 'remount,ro', root]);
    await expect(writeFileAtomic(path, 'new')).rejects.toMatchObject({ code: 'EROFS' });
    expect(readFileSync(path, 'utf8')).toBe('old');
    execFileSync('mount', ['-o', 'remount,rw', root]);
  },
);

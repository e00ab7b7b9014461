import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Two set-ups in one clone (a test run and a start, say) must not unpack or build into the same
 * folder. The lock holds the owner's process id, so that one left by a killed set-up is not obeyed.
 */
export async function withLock(root, work) {
  const lockFile = join(root, '.runtime', 'setup.lock');
  mkdirSync(join(root, '.runtime'), { recursive: true });
  let told = false;
  while (!tryLock(lockFile)) {
    if (!told) process.stderr.write('set-up: waiting for another set-up in this folder ...\n');
    told = true;
    await sleep(250);
  }
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function tryLock(lockFile) {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!isAlive(ownerOf(lockFile))) rmSync(lockFile, { force: true });
  return false;
}

function ownerOf(lockFile) {
  try {
    return Number(readFileSync(lockFile, 'utf8'));
  } catch {
    return Number.NaN;
  }
}

function isAlive(pid) {
  // An owner that cannot be read yet is one that is just writing its id.
  if (!Number.isInteger(pid) || pid <= 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
    if (!told) process.stderr.write(`set-up: waiting for the one that holds ${lockFile} ...\n`);
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
  if (isAbandoned(lockFile)) rmSync(lockFile, { force: true });
  return false;
}

function isAbandoned(lockFile) {
  try {
    const owner = Number(readFileSync(lockFile, 'utf8'));
    if (owner > 0) return !isAlive(owner);
    // Empty: its owner is just writing its id, or was ended before it could.
    return Date.now() - statSync(lockFile).mtimeMs > 5000;
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

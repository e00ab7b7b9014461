import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { cacheFolder } from '../../../scripts/setup/cache-folder.mjs';
import { requireFreeSpace } from '../../../scripts/setup/free-space.mjs';
import { withLock } from '../../../scripts/setup/lock.mjs';
import { requireNodeVersion } from '../../../scripts/setup/node-version.mjs';
import { probeReleaseHost } from '../../../scripts/setup/official-runtime.mjs';
import { runSteps } from '../../../scripts/setup/steps.mjs';
import { temporaryFolder } from '../temporary-folder';

beforeEach(() => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});

test('a step runs only when its check gives a reason', async () => {
  const run = vi.fn(async () => {});
  const root = temporaryFolder();
  await runSteps([{ name: 'done', check: () => null, run }], { root });
  expect(run).not.toHaveBeenCalled();
  await runSteps([{ name: 'todo', check: () => 'it is missing', run }], { root });
  expect(run).toHaveBeenCalledOnce();
});

test('two set-ups of one clone work one after the other, and the second finds the work done', async () => {
  const root = temporaryFolder();
  let done = false;
  const run = vi.fn(async () => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    done = true;
  });
  const step = { name: 'unpack', check: () => (done ? null : 'nothing there'), run };
  await Promise.all([runSteps([step], { root }), runSteps([step], { root })]);
  expect(run).toHaveBeenCalledOnce();
});

test('a lock left by a killed set-up is not obeyed', async () => {
  // The highest process id Linux gives is below this.
  const root = temporaryFolder({ '.runtime/setup.lock': '4194999' });
  expect(await withLock(root, async () => 'worked')).toBe('worked');
  expect(existsSync(join(root, '.runtime', 'setup.lock'))).toBe(false);
});

test('a disk with too little room is said before the work begins', () => {
  const small = () => ({ bavail: 100, bsize: 1_000_000 }) as never;
  expect(() => requireFreeSpace('/home', 520_000_000, 'Unpacking', small)).toThrow(
    'it needs 520 MB of disk, /home has 100 MB free\n  Next: Free at least 420 MB',
  );
  expect(() => requireFreeSpace('/home', 90_000_000, 'Unpacking', small)).not.toThrow();
});

test.each([
  ['18.20.0', false],
  ['20.18.3', false],
  ['20.19.0', true],
  ['22.1.0', true],
])('Node %s: good enough is %s', (version, good) => {
  const check = () => requireNodeVersion(version);
  if (good) expect(check).not.toThrow();
  else expect(check).toThrow(/it is .*; the project needs 20.19 or newer/);
});

test('an unreachable release host is named with the reason', async () => {
  const error = Object.assign(new Error('fetch failed'), { cause: { code: 'ENOTFOUND' } });
  const refuse = async () => {
    throw error;
  };
  const env = { ELECTRON_MIRROR: 'https://mirror.invalid/electron/' };
  expect(await probeReleaseHost(env, refuse)).toBe('mirror.invalid is out of reach: ENOTFOUND');
  const answer = async () => new Response();
  expect(await probeReleaseHost(env, answer)).toBeNull();
});

test('several clones share one cache, where the user wants it', () => {
  expect(cacheFolder({ PATCHBAY_CACHE_DIR: '/big/disk' }, 'linux')).toBe('/big/disk');
  expect(cacheFolder({ XDG_CACHE_HOME: '/x' }, 'linux')).toBe(join('/x', 'latent-patchbay'));
});

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { openLevel } from '../../../src/main/history/level-key-values';
import { openHistory } from '../../../src/main/history/open-history';

import { all, makeEntry, makeRun } from './entries';
import { ownFolder } from './own-folder';

const root = ownFolder();
const limit = () => 1_000_000;
let folder: string;

const file = (pattern: RegExp) => {
  const name = readdirSync(folder).find((one) => pattern.test(one));
  if (name === undefined) throw new Error(`no ${pattern} in ${readdirSync(folder).join(', ')}`);
  return join(folder, name);
};
const asides = () => readdirSync(root()).filter((name) => name.includes('.corrupt-'));

/** A store with two results, closed. */
beforeEach(async () => {
  folder = join(root(), 'history');
  const { store, problem } = await openHistory({ folder, limit });
  expect(problem).toBeUndefined();
  await store.begin(makeRun('a', 1), 'graph');
  await store.add(makeEntry('a', 1, {}, 50_000));
  await store.add(makeEntry('a', 2));
  await store.close();
});

const damages: Record<string, () => void> = {
  'a MANIFEST of other bytes': () => writeFileSync(file(/^MANIFEST-/), 'not a manifest at all'),
  'an empty MANIFEST': () => writeFileSync(file(/^MANIFEST-/), ''),
  'no MANIFEST': () => rmSync(file(/^MANIFEST-/)),
  'a CURRENT that names nothing': () => writeFileSync(file(/^CURRENT$/), 'nonsense'),
  'no CURRENT': () => rmSync(file(/^CURRENT$/)),
  'a changed byte in the log': () => {
    const log = file(/\.log$/);
    const bytes = readFileSync(log);
    bytes[100] = (bytes[100] ?? 0) ^ 0xff;
    writeFileSync(log, bytes);
  },
};

it.each(Object.entries(damages))('moves a store with %s aside and says so', async (_, damage) => {
  damage();
  const before = readdirSync(folder).sort();
  const { store, problem } = await openHistory({ folder, limit });
  expect(problem?.code).toBe('history-damaged');
  const [aside] = asides();
  expect(aside).toMatch(/^history\.corrupt-\d{8}-\d{6}$/);
  expect(problem?.hint).toContain(aside);
  // Nothing of the old one was lost on the way.
  const kept = readdirSync(join(root(), aside ?? ''));
  for (const name of before.filter((one) => !/^LOG|^LOCK/.test(one))) expect(kept).toContain(name);
  // The new one works, and lasts.
  await store.add(makeEntry('b', 5));
  await store.close();
  const again = await openHistory({ folder, limit });
  expect(again.problem).toBeUndefined();
  expect((await again.store.list(all)).entries.map(({ time }) => time)).toEqual([5]);
  await again.store.close();
});

it('opens a log that breaks off, as after a kill', async () => {
  const log = file(/\.log$/);
  const bytes = readFileSync(log);
  writeFileSync(log, bytes.subarray(0, bytes.length - 5));
  const { store, problem } = await openHistory({ folder, limit });
  expect(problem).toBeUndefined();
  expect((await store.list(all)).entries.map(({ time }) => time)).toEqual([1]);
  await store.close();
});

it('lasts as long as the session where another process holds the store, and says so', async () => {
  const holder = await openLevel(folder);
  const { store, problem } = await openHistory({ folder, limit });
  expect(problem?.code).toBe('history-locked');
  await store.add(makeEntry('b', 5));
  expect((await store.list(all)).entries.map(({ time }) => time)).toEqual([5]);
  await store.close();
  await holder.close();
  expect(asides()).toEqual([]);
  const again = await openHistory({ folder, limit });
  expect((await again.store.list(all)).entries.map(({ time }) => time)).toEqual([2, 1]);
  await again.store.close();
});

it('says why when its place cannot be a folder', async () => {
  const taken = join(root(), 'taken');
  writeFileSync(taken, 'a file');
  const { store, problem } = await openHistory({ folder: taken, limit });
  expect(problem?.code).toBe('history-unavailable');
  await store.close();
});

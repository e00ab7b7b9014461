import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type KeyValues, memoryKeyValues } from '../../../src/main/history/key-values';
import { openLevel } from '../../../src/main/history/level-key-values';
import { createHistoryStore } from '../../../src/main/history/store';

import { all, makeEntry, makeRun } from './entries';
import { ownFolder } from './own-folder';

const folder = ownFolder();
const plenty = { limit: () => 1_000_000 };
const kinds = {
  level: () => openLevel(`${folder()}/history`),
  memory: async () => memoryKeyValues(),
};

describe.each(Object.entries(kinds))('in %s', (_, openData) => {
  let data: KeyValues;
  beforeEach(async () => {
    data = await openData();
  });
  afterEach(() => data.close());

  const filled = async (times: readonly number[], limit = plenty.limit) => {
    const store = await createHistoryStore(data, { limit });
    for (const time of times) {
      await store.begin(makeRun(`run${time}`, time, 5), `graph ${time}`);
      await store.add(makeEntry(`run${time}`, time));
      await store.finish(`run${time}`, { status: 'completed', ms: 7, error: null, providers: [] });
    }
    return store;
  };
  const times = async (store: Awaited<ReturnType<typeof filled>>, query = {}) =>
    (await store.list({ ...all, ...query })).entries.map(({ time }) => time);

  it('gives back a run with its graph, its end and what it gave', async () => {
    const store = await filled([3]);
    const { entries } = await store.list(all);
    expect(entries).toMatchObject([{ status: 'completed', ms: 7, seed: 3 }]);
    const [entry] = entries;
    expect(await store.graph('run3')).toBe('graph 3');
    expect(await store.run('run3')).toMatchObject({ status: 'completed', entries: [entry?.id] });
    expect([...((await store.content(entry?.id ?? '')) ?? [])]).toEqual(Array(10).fill(3));
  });

  it('lists the newest first, page by page, each entry once', async () => {
    const given = Array.from({ length: 23 }, (__, i) => i + 1);
    const store = await filled(given);
    const found: number[] = [];
    let before: string | null = null;
    do {
      const page = await store.list({ ...all, before, count: 5 });
      found.push(...page.entries.map(({ time }) => time));
      before = page.next;
    } while (before !== null);
    expect(found).toEqual([...given].reverse());
  });

  it('finds what has all words, of a kind, or with a star', async () => {
    const store = await filled([1, 2, 12]);
    await store.add(makeEntry('run1', 30, { kind: 'plot', words: 'noise schedule' }));
    expect(await times(store, { words: 'SEED 12 hearts' })).toEqual([12]);
    expect(await times(store, { words: 'nothing' })).toEqual([]);
    expect(await times(store, { kinds: ['plot', 'table'] })).toEqual([30]);
    const [entry] = (await store.list(all)).entries;
    await store.change([entry?.id ?? ''], { starred: true });
    expect(await times(store, { starred: true })).toEqual([30]);
  });

  it('takes a deleted entry back, and purges it with the next opening', async () => {
    const store = await filled([1, 2]);
    const [newest] = (await store.list(all)).entries;
    const id = newest?.id ?? '';
    await store.change([id], { deleted: 5 });
    expect(await times(store)).toEqual([1]);
    await store.change([id], { deleted: null });
    expect(await times(store)).toEqual([2, 1]);
    await store.change([id], { deleted: 5 });
    const again = await createHistoryStore(data, plenty);
    expect(await again.content(id)).toBeUndefined();
    expect(await again.graph('run2')).toBeUndefined();
    expect(await again.graph('run1')).toBe('graph 1');
    expect(again.usage()).toEqual({ bytes: 15, entries: 1 });
  });

  it('drops the oldest without a star for room', async () => {
    const store = await filled([1, 2, 3], () => 50);
    const oldest = (await store.list(all)).entries.at(-1)?.id ?? '';
    await store.change([oldest], { starred: true });
    await store.begin(makeRun('run4', 4, 5), 'graph 4');
    await store.add(makeEntry('run4', 4));
    expect(await times(store)).toEqual([4, 3, 1]);
    expect(store.usage().bytes).toBe(45);
    expect(await store.graph('run2')).toBeUndefined();
  });

  it('says when stars alone take more than there may be', async () => {
    const store = await filled([1]);
    await store.add(makeEntry('run1', 2, { starred: true }, 2_000_000));
    expect(store.isOverfull()).toBe(true);
    expect(await times(store)).toEqual([2]);
  });

  it('has an entry for a run that gave nothing, and for one whose session ended first', async () => {
    const store = await createHistoryStore(data, plenty);
    const error = { code: 'x', message: 'Out of memory.' };
    await store.begin(makeRun('bad', 1), 'graph');
    await store.finish('bad', { status: 'failed', ms: 2, error, providers: [] });
    await store.begin(makeRun('cut', 2), 'graph');
    const again = await createHistoryStore(data, plenty);
    expect((await again.list({ ...all, words: 'memory' })).entries).toMatchObject([
      { kind: 'none', status: 'failed', runId: 'bad' },
    ]);
    expect((await again.list(all)).entries.map(({ status }) => status)).toEqual([
      'interrupted',
      'failed',
    ]);
    expect(await again.graph('cut')).toBe('graph');
  });

  it('keeps its sums true whatever is done', async () => {
    const store = await createHistoryStore(data, { limit: () => 200 });
    const ids: string[] = [];
    let clock = 0;
    const step = fc.record({
      pick: fc.nat(),
      size: fc.integer({ min: 1, max: 90 }),
      act: fc.nat(3),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        for (const { pick, size, act } of steps) {
          const id = ids[pick % Math.max(1, ids.length)] ?? 'none';
          if (act === 0) await store.change([id], { starred: size % 3 === 0 });
          else if (act === 1) await store.change([id], { deleted: size % 2 ? clock : null });
          else {
            const runId = `r${++clock}`;
            await store.begin(makeRun(runId, clock, 3), 'abc');
            const made = makeEntry(runId, clock, {}, size);
            await store.add(made);
            ids.push(made.entry.id);
          }
        }
        const inStore = (await data.newest('c!', null, 1000)).map(([, value]) => value.length);
        const graphs = (await data.newest('g!', null, 1000)).map(([, value]) => value.length);
        const sum = [...inStore, ...graphs].reduce((a, b) => a + b, 0);
        expect(store.usage().bytes).toBe(sum);
        expect(sum <= 200 || store.isOverfull()).toBe(true);
      }),
      { numRuns: 15 },
    );
  });
});

it('is there after the process that wrote it has closed it', async () => {
  const path = `${folder()}/kept`;
  const first = await openLevel(path);
  const store = await createHistoryStore(first, plenty);
  await store.begin(makeRun('a', 1), 'graph');
  await store.add(makeEntry('a', 1));
  await store.close();
  const second = await openLevel(path);
  const { entries } = await (await createHistoryStore(second, plenty)).list(all);
  expect(entries).toHaveLength(1);
  await second.close();
});

import type { HistoryEntry, HistoryQuery } from '@core/history/records';
import { beforeEach, expect, it } from 'vitest';
import { useGallery } from '../../../../src/renderer/shell/results/gallery/gallery-store';
import { type FakeMain, installFakeMain } from '../../stores/fake-main';

const entry = (number: number): HistoryEntry => ({
  ...{ id: String(number).padStart(4, '0'), runId: 'r', time: number, kind: 'image', title: 'T' },
  ...{ node: 'n', graph: 'G', status: 'completed', seed: number, ms: 1, provider: 'cpu' },
  ...{ width: 1, height: 1, file: null, starred: false, picture: true },
});

let main: FakeMain;
let stored: HistoryEntry[];
let asked: HistoryQuery[];
const state = () => useGallery.getState();
const seeds = () => state().entries.map(({ seed }) => seed);
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

beforeEach(async () => {
  stored = Array.from({ length: 130 }, (_, i) => entry(130 - i));
  asked = [];
  const removed = new Map<string, HistoryEntry>();
  main = installFakeMain();
  main.answer({
    'history.list': (query) => {
      asked.push(query);
      const from = stored.filter(({ id }) => query.before === null || id < query.before);
      const entries = from
        .filter(({ seed }) => String(seed).includes(query.words))
        .slice(0, query.count);
      const more = entries.length === query.count;
      return { entries, next: more ? (entries.at(-1)?.id ?? null) : null };
    },
    'history.usage': () => ({ bytes: 1, entries: stored.length }),
    'history.star': () => undefined,
    'history.remove': (ids) => {
      for (const one of stored) if (ids.includes(one.id)) removed.set(one.id, one);
      stored = stored.filter(({ id }) => !ids.includes(id));
    },
    'history.restore': (ids) => {
      stored = [...stored, ...ids.flatMap((id) => removed.get(id) ?? [])].sort((a, b) =>
        a.id < b.id ? 1 : -1,
      );
    },
  });
  useGallery.setState({
    ...{ words: '', filter: 'results', starred: false, current: null, removed: [] },
  });
  state().show();
  await settled();
});

it('shows a page, then more, and as many again when something changed', async () => {
  expect(seeds()).toHaveLength(60);
  expect(state().current).toBe('0130');
  await state().more();
  expect(seeds()).toHaveLength(120);
  stored.unshift(entry(131));
  await state().reload();
  expect(seeds()).toHaveLength(120);
  expect(seeds()[0]).toBe(131);
  expect(state().current).toBe('0130');
});

it('shows the answer to the last question, however late another comes', async () => {
  const answers: (() => void)[] = [];
  const list = (seed: number) => ({ entries: [entry(seed)], next: null });
  main.answer({
    'history.list': (query) =>
      new Promise((resolve) => answers.push(() => resolve(list(Number(query.words))))),
  });
  state().search({ words: '1' });
  state().search({ words: '2' });
  await settled();
  for (const answer of answers.reverse()) answer();
  await settled();
  expect(seeds()).toEqual([2]);
});

it('asks for the kinds of the filter', async () => {
  state().search({ filter: 'numbers' });
  await settled();
  expect(asked.at(-1)?.kinds).toEqual(['plot', 'table', 'stack']);
});

it('deletes, goes on to the next, and brings all of it back', async () => {
  await state().remove('0130');
  await state().remove('0129');
  expect(state().current).toBe('0128');
  expect(seeds()[0]).toBe(128);
  await state().undoRemove();
  expect(seeds().slice(0, 3)).toEqual([130, 129, 128]);
  expect(state()).toMatchObject({ current: '0129', removed: [] });
});

it('compares the current one with the next that is chosen', () => {
  state().pick(true);
  state().select('0128');
  expect(state()).toMatchObject({ current: '0130', other: '0128', picking: false });
  state().select('0127');
  expect(state()).toMatchObject({ current: '0127', other: null });
  state().compare('0127');
  expect(state().other).toBeNull();
});

import { applyEdit } from '@core/graph/apply-edit';
import { advanceSeeds } from '@core/graph/seeds';
import { catalog } from '@nodes';
import { describe, expect, it } from 'vitest';
import { makeGraph } from './helpers/make-graph';

const doc = makeGraph({
  fixed: { type: 'seed', params: { value: 5 } },
  drawn: { type: 'seed', params: { value: 5, mode: 'random' } },
  counted: { type: 'seed', params: { value: 5, mode: 'increment' } },
  fresh: { type: 'seed', params: { mode: 'increment' } },
  last: { type: 'seed', params: { value: Number.MAX_SAFE_INTEGER, mode: 'increment' } },
  other: { type: 'noise', params: { mode: 'random', value: 5 } },
});
const values = (when: 'before-run' | 'after-run') => {
  const edit = advanceSeeds(doc, when, () => 0.5);
  const next = edit ? applyEdit(doc, edit.edit).doc : doc;
  return Object.fromEntries(Object.entries(next.nodes).map(([id, n]) => [id, n.params.value]));
};

describe('advanceSeeds', () => {
  const before = values('before-run');
  it('draws before a run and counts after it, and leaves the others', () => {
    expect(before).toEqual({ ...before, fixed: 5, drawn: 2 ** 31, counted: 5, other: 5 });
    expect(values('after-run')).toEqual({
      fixed: 5,
      drawn: 5,
      counted: 6,
      fresh: 1,
      last: 0,
      other: 5,
    });
  });
  it('gives no edit where nothing asks for one', () => {
    expect(advanceSeeds(makeGraph({ a: 'seed' }), 'before-run', Math.random)).toBeNull();
  });
  it('rests on the defaults that the Seed node really has', () => {
    expect(catalog.get('seed')?.params).toMatchObject({
      value: { default: 0 },
      mode: { default: 'fixed' },
    });
  });
});

import { analyse } from '@core/graph/analyse';
import { applyEdit } from '@core/graph/apply-edit';
import {
  addConnectedNode,
  addNode,
  disconnect,
  freshId,
  joinEdits,
  moveNodes,
  removeNodes,
  setParam,
  setTitle,
} from '@core/graph/commands';
import type { GraphDocument } from '@core/graph/document';
import type { NamedEdit } from '@core/graph/edit';
import { serializeDocument } from '@core/graph/serialize';
import { describe, expect, it } from 'vitest';
import { makeGraph, wiresAsText } from './helpers/make-graph';
import { smallCatalog as catalog } from './helpers/small-catalog';

const at = { x: 10, y: 20 };
/** Applies, and checks that undo gives back the bytes. */
function run(doc: GraphDocument, named: NamedEdit | null): GraphDocument {
  if (!named) throw new Error('nothing to do');
  const applied = applyEdit(doc, named.edit);
  expect(serializeDocument(applyEdit(applied.doc, applied.inverse).doc)).toBe(
    serializeDocument(doc),
  );
  return applied.doc;
}

describe('addNode', () => {
  it('takes the next free number, also past what only a lost wire names', () => {
    const doc = makeGraph({ 'source-2': 'source', 'source-x': 'source' }, [
      'source-2.out > source-9.in',
    ]);
    expect(freshId(doc, 'source')).toBe('source-10');
    expect(freshId(makeGraph({}), 'some thing/ä')).toMatch(/^[A-Za-z0-9_-]+-1$/);
  });
  it('adds one node with the version of its definition', () => {
    const edit = addNode({ doc: makeGraph({}), catalog, type: 'source', position: at });
    expect(edit.ids).toEqual(['source-1']);
    expect(run(makeGraph({}), edit).nodes['source-1']).toEqual({
      type: 'source',
      version: 1,
      params: {},
      position: at,
    });
  });
  it.each(['begin', 'end'])('brings the other half of a loop with %s', (type) => {
    const doc = run(makeGraph({}), addNode({ doc: makeGraph({}), catalog, type, position: at }));
    expect(doc.zones).toEqual({ 'zone-1': { begin: 'begin-1', end: 'end-1' } });
    expect(doc.nodes['begin-1']?.position.x).toBeLessThan(doc.nodes['end-1']?.position.x ?? 0);
    const codes = analyse(doc, catalog, []).problems.map((p) => p.code);
    expect(codes.filter((code) => /zone|begin|end/.test(code))).toEqual([]);
  });
  it('wires the new node in the same step, or says why not', () => {
    const doc = makeGraph({ a: 'source' });
    const args = { doc, catalog, models: [], type: 'pass', position: at, port: 'in' };
    const added = addConnectedNode({ ...args, wire: { from: { node: 'a', port: 'out' } } });
    if (!added.ok) throw new Error(added.error.message);
    expect(wiresAsText(run(doc, added.value))).toEqual(['a.out > pass-1.in']);
    const wrong = addConnectedNode({
      ...args,
      port: 'nope',
      wire: { from: { node: 'a', port: 'out' } },
    });
    expect(wrong).toMatchObject({ ok: false, error: { code: 'unknown-port' } });
    const target = makeGraph({ o: 'sink' });
    const before = addConnectedNode({
      ...args,
      doc: target,
      type: 'source',
      port: 'out',
      wire: { to: { node: 'o', port: 'in' } },
    });
    if (!before.ok) throw new Error(before.error.message);
    expect(wiresAsText(run(target, before.value))).toEqual(['source-1.out > o.in']);
  });
});

describe('removeNodes', () => {
  const doc = makeGraph({ a: 'source', p: 'pass', q: 'pass', o: 'sink', o2: 'sink' }, [
    'a.out > p.in',
    'p.out > q.in',
    'q.out > o.in',
    'q.out > o2.in',
  ]);
  it('joins what was on both sides of one node, and of a chain of them', () => {
    expect(wiresAsText(run(doc, removeNodes({ doc, catalog, ids: ['p'] })))).toContain(
      'a.out > q.in',
    );
    const both = run(doc, removeNodes({ doc, catalog, ids: ['q', 'p'] }));
    expect(wiresAsText(both)).toEqual(['a.out > o.in', 'a.out > o2.in']);
    // The wire goes on under its own id: its place among several on a port stays.
    expect(Object.keys(both.edges)).toEqual(['wire-3', 'wire-4']);
  });
  it('joins nothing where several wires could be meant, kinds differ, or the wire is there', () => {
    const two = makeGraph({ a: 'source', b: 'source', j: 'join', o: 'sink' }, [
      'a.out > j.in',
      'b.out > j.in',
      'j.out > o.in',
    ]);
    expect(wiresAsText(run(two, removeNodes({ doc: two, catalog, ids: ['j'] })))).toEqual([]);
    const twice = makeGraph({ a: 'source', p: 'pass', j: 'join' }, [
      'a.out > p.in',
      'p.out > j.in',
      'a.out > j.in',
    ]);
    expect(wiresAsText(run(twice, removeNodes({ doc: twice, catalog, ids: ['p'] })))).toEqual([
      'a.out > j.in',
    ]);
  });
  it('removes a loop with either of its ends', () => {
    const loop = makeGraph(
      { s: 'source', b: 'begin', u: 'pass', e: 'end', o: 'sink' },
      ['s.out > b.in', 'b.out > u.in', 'u.out > e.in', 'e.out > o.in'],
      { z: { begin: 'b', end: 'e' } },
    );
    const left = run(loop, removeNodes({ doc: loop, catalog, ids: ['b'] }));
    expect(Object.keys(left.nodes)).toEqual(['s', 'u', 'o']);
    expect(left.zones).toEqual({});
    expect(wiresAsText(left)).toEqual(['s.out > u.in', 'u.out > o.in']);
  });
  it('ends also on a circle, and does nothing for nodes that are not there', () => {
    const circle = makeGraph({ p: 'pass', q: 'pass', o: 'sink' }, [
      'p.out > q.in',
      'q.out > p.in',
      'q.out > o.in',
    ]);
    expect(
      wiresAsText(run(circle, removeNodes({ doc: circle, catalog, ids: ['p', 'q'] }))),
    ).toEqual([]);
    expect(removeNodes({ doc, catalog, ids: ['gone', 'constructor'] })).toBeNull();
  });
  it('removes placeholders and their wires', () => {
    const odd = makeGraph({ x: 'martian', o: 'sink' }, ['x.milk > o.in']);
    expect(Object.keys(run(odd, removeNodes({ doc: odd, catalog, ids: ['x'] })).nodes)).toEqual([
      'o',
    ]);
  });
});

describe('small edits', () => {
  const doc = makeGraph({ a: 'source', b: 'sink' }, ['a.out > b.in']);
  it('says what is done, and merges only what belongs together', () => {
    const edit = setParam({ doc, catalog, id: 'a', param: 'text', value: 'x' });
    expect(edit).toMatchObject({ label: 'change Text of Source', mergeKey: 'setParam a text' });
    expect(run(doc, edit).nodes.a?.params).toEqual({ text: 'x' });
    expect(setTitle({ doc, catalog, id: 'a', title: ' Mine ' })?.label).toBe('rename Source');
    expect(run(doc, setTitle({ doc, catalog, id: 'a', title: ' Mine ' })).nodes.a?.title).toBe(
      'Mine',
    );
    expect(disconnect({ doc, catalog, edges: ['wire-1'] })?.label).toBe(
      'disconnect Source from Sink',
    );
    expect(run(doc, moveNodes({ doc, catalog, positions: { a: at } })).nodes.a?.position).toEqual(
      at,
    );
  });
  it('makes no empty step of undo', () => {
    expect(setParam({ doc, catalog, id: 'a', param: 'text', value: undefined })).toBeNull();
    expect(setParam({ doc, catalog, id: 'gone', param: 'text', value: 1 })).toBeNull();
    expect(setTitle({ doc, catalog, id: 'a', title: 'Source' })).toBeNull();
    expect(moveNodes({ doc, catalog, positions: { a: { x: 0, y: 0 }, gone: at } })).toBeNull();
    expect(disconnect({ doc, catalog, edges: ['constructor'] })).toBeNull();
  });
  it('joins edits into one step', () => {
    const first = addNode({ doc, catalog, type: 'pass', position: at });
    const then: NamedEdit = {
      label: 'x',
      edit: { kind: 'setParam', id: 'pass-1', param: 'p', value: 1 },
    };
    expect(run(doc, joinEdits('both', [first, then])).nodes['pass-1']?.params).toEqual({ p: 1 });
  });
});

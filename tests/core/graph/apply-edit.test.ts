import { applyEdit } from '@core/graph/apply-edit';
import { describe, expect, it } from 'vitest';
import { makeGraph } from './helpers/make-graph';

const doc = makeGraph({ a: 'source', b: 'sink' }, ['a.out > b.in'], {
  z: { begin: 'a', end: 'b' },
});
const { a } = doc.nodes;
if (!a) throw new Error('no node');

describe('applyEdit', () => {
  it('keeps the identity of everything it does not touch', () => {
    const next = applyEdit(doc, { kind: 'setParam', id: 'a', param: 'on', value: true }).doc;
    expect(next.nodes.b).toBe(doc.nodes.b);
    expect(next.edges).toBe(doc.edges);
    expect(next.nodes.a?.position).toBe(a.position);
    const moved = applyEdit(doc, { kind: 'moveNodes', positions: { a: { x: 1, y: 2 } } }).doc;
    expect(moved.nodes.a?.params).toBe(a.params);
  });

  it('takes __proto__ as a name like any other', () => {
    const edit = { kind: 'setParam', id: 'a', param: '__proto__', value: { x: 1 } } as const;
    const { doc: next, inverse } = applyEdit(doc, edit);
    expect(Object.keys(next.nodes.a?.params ?? {})).toEqual(['__proto__']);
    expect(inverse).toEqual({ ...edit, value: undefined });
    const field = applyEdit(doc, { kind: 'setNodeField', id: 'a', field: 'constructor', value: 1 });
    expect(field.inverse).toMatchObject({ value: undefined });
  });

  it.each([
    ['a node twice', { kind: 'addNode', id: 'a', node: a }],
    ['a node that is not there', { kind: 'removeNode', id: 'x' }],
    ['Object.prototype as a node', { kind: 'removeNode', id: 'constructor' }],
    ['a node with wires', { kind: 'removeNode', id: 'a' }],
    ['a param of no node', { kind: 'setParam', id: 'x', param: 'p', value: 1 }],
    [
      'a wire twice',
      {
        kind: 'connect',
        id: 'wire-1',
        edge: { from: { node: 'a', port: 'o' }, to: { node: 'b', port: 'i' } },
      },
    ],
    ['a wire that is not there', { kind: 'disconnect', id: 'x' }],
    ['a zone twice', { kind: 'addZone', id: 'z', zone: { begin: 'a', end: 'b' } }],
    ['a zone that is not there', { kind: 'removeZone', id: 'x' }],
    ['params as a field', { kind: 'setNodeField', id: 'a', field: 'params', value: {} }],
    ['nodes as a field', { kind: 'setDocumentField', field: 'nodes', value: {} }],
    ['zones as a field', { kind: 'setDocumentField', field: 'zones', value: undefined }],
  ] as const)('throws on %s', (_, edit) => {
    expect(() => applyEdit(doc, edit)).toThrow();
  });

  it('refuses a new node under an id that a lost wire names: the wire would find it', () => {
    const damaged = makeGraph({ a: 'source' }, ['a.out > b.in']);
    expect(() => applyEdit(damaged, { kind: 'addNode', id: 'b', node: a })).toThrow('wire-1');
  });
});

import { migrateDocument } from '@core/graph/migrate';
import { resolveParams } from '@core/graph/resolve-params';
import { type Catalog, defineNode } from '@core/node-definition';
import { describe, expect, it } from 'vitest';
import { makeGraph } from './helpers/make-graph';
import { smallCatalog } from './helpers/small-catalog';

const third = defineNode({
  type: 'third',
  version: 3,
  title: 'Third',
  category: 'utilities',
  doc: 'For tests.',
  inputs: {},
  outputs: {},
  params: {},
  effects: 'pure',
  infer: () => ({ outputs: {} }),
  // Version 2 changed no params.
  migrations: { 1: ({ cfg, ...rest }) => ({ ...rest, scale: cfg }) },
});
const catalog: Catalog = new Map([['third', third]]);

describe('migrateDocument', () => {
  const odd = JSON.parse('{"cfg": 4, "__proto__": {"kept": true}}');
  it('brings params up to the definition, step by step, foreign ones included', () => {
    const doc = makeGraph({ a: { type: 'third', params: odd }, x: 'martian' });
    const next = migrateDocument(doc, catalog);
    expect(next.nodes.a?.version).toBe(3);
    expect(JSON.stringify(next.nodes.a?.params)).toBe('{"__proto__":{"kept":true},"scale":4}');
    expect(next.nodes.x).toBe(doc.nodes.x);
  });
  it('gives back the same document where nothing is older, newer nodes included', () => {
    const doc = migrateDocument(makeGraph({ a: 'third' }), catalog);
    expect(doc.nodes.a?.params).toEqual({});
    expect(migrateDocument(doc, catalog)).toBe(doc);
    const newer = {
      ...doc,
      nodes: { a: { type: 'third', version: 9, params: {}, position: { x: 0, y: 0 } } },
    };
    expect(migrateDocument(newer, catalog)).toBe(newer);
  });
  it('stops at a migration that makes no JSON', () => {
    const broken: Catalog = new Map([
      ['third', { ...third, migrations: { 1: () => ({ f: () => 0 }) } }],
    ]);
    expect(() => migrateDocument(makeGraph({ a: 'third' }), broken)).toThrow('not JSON');
  });
});

describe('resolveParams', () => {
  const source = smallCatalog.get('source');
  if (!source) throw new Error('no definition');
  it('fills in defaults, leaves out unknown names and inherited ones', () => {
    const params = resolveParams(source, { channels: 8, foreign: 1 });
    expect({ ...params }).toEqual({
      channels: 8,
      mode: 'a',
      on: false,
      text: '',
      seed: 0,
      model: null,
    });
    expect(params.constructor).toBeUndefined();
  });
  it('keeps a value out of range, but not one of the wrong kind: infer must not meet it', () => {
    expect(resolveParams(source, { channels: 99, on: 'yes', mode: 'z' })).toMatchObject({
      channels: 99,
      on: false,
      mode: 'a',
    });
  });
});

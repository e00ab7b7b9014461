import { applyEdit } from '@core/graph/apply-edit';
import { copyNodes, pasteNodes } from '@core/graph/clipboard';
import { idSchema } from '@core/graph/document';
import { serializeDocument } from '@core/graph/serialize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { document, idPool } from './helpers/arbitrary';
import { makeGraph, wiresAsText } from './helpers/make-graph';

const doc = makeGraph(
  { 'source-1': 'source', b: 'begin', u: 'join', e: 'end', o: 'sink' },
  ['source-1.out > b.in', 'b.out > u.in', 'source-1.out > u.in', 'u.out > e.in', 'e.out > o.in'],
  { z: { begin: 'b', end: 'e' } },
);

describe('copy and paste', () => {
  it('gives new ids, keeps inner wires in order and puts the corner where it is wanted', () => {
    const pasted = pasteNodes(doc, copyNodes(doc, ['source-1', 'u']), { x: 5, y: 7 });
    if (!pasted.ok) throw new Error(pasted.error.message);
    expect(pasted.value.ids).toEqual(['source-2', 'join-1']);
    const next = applyEdit(doc, pasted.value.edit).doc;
    expect(next.nodes['source-2']?.position).toEqual({ x: 5, y: 7 });
    expect(next.nodes['join-1']?.position).toEqual({ x: 5 + 2 * 340, y: 7 });
    expect(wiresAsText(next).filter((w) => w.includes('-2.'))).toEqual([
      'source-2.out > join-1.in',
    ]);
  });

  it('copies a loop whole, by either end', () => {
    const pasted = pasteNodes(makeGraph({}), copyNodes(doc, ['e', 'u']), { x: 0, y: 0 });
    if (!pasted.ok) throw new Error(pasted.error.message);
    const next = applyEdit(makeGraph({}), pasted.value.edit).doc;
    expect(next.zones).toEqual({ 'zone-1': { begin: 'begin-1', end: 'end-1' } });
    expect(wiresAsText(next)).toEqual(['begin-1.out > join-1.in', 'join-1.out > end-1.in']);
  });

  it('pastes a whole graph as text', () => {
    const pasted = pasteNodes(makeGraph({}), serializeDocument(doc), { x: 0, y: 0 });
    expect(pasted.ok && pasted.value.ids).toHaveLength(5);
  });

  it.each([
    '',
    'hello',
    '[]',
    'null',
    '{"format":"latent-patchbay/clip"}',
    '{"format":"other","nodes":{},"edges":{}}',
    `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
    '{"format":"latent-patchbay/clip","nodes":{"__proto__":1},"edges":{}}',
    '{"format":"latent-patchbay/clip","nodes":{"a":{"type":"x","version":1,"params":{"n":1e999},"position":{"x":0,"y":0}}},"edges":{}}',
  ])('says that %.40s is no clip', (text) => {
    expect(pasteNodes(doc, text, { x: 0, y: 0 })).toMatchObject({
      ok: false,
      error: { code: 'not-a-clip' },
    });
  });

  it('says that an empty clip is empty', () => {
    expect(pasteNodes(doc, copyNodes(doc, ['gone']), { x: 0, y: 0 })).toMatchObject({
      ok: false,
      error: { code: 'empty-clip' },
    });
  });

  it('keeps foreign params and fields, and can be undone, whatever is copied where', () => {
    fc.assert(
      fc.property(document, document, fc.subarray([...idPool]), (from, into, ids) => {
        const text = copyNodes(from, ids);
        const pasted = pasteNodes(into, text, { x: 1, y: 2 });
        if (!pasted.ok) {
          expect(pasted.error.code).toBe('empty-clip');
          return;
        }
        const applied = applyEdit(into, pasted.value.edit);
        expect(serializeDocument(applyEdit(applied.doc, applied.inverse).doc)).toBe(
          serializeDocument(into),
        );
        const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
        const original = Object.values(plain(JSON.parse(text)).nodes).map((n) =>
          JSON.stringify({ ...Object(n), position: 0 }),
        );
        const copies = pasted.value.ids.map((id) =>
          JSON.stringify({ ...plain(applied.doc.nodes[id]), position: 0 }),
        );
        expect(copies.sort()).toEqual(original.sort());
        for (const id of pasted.value.ids) expect(idSchema.safeParse(id).success).toBe(true);
      }),
    );
  });
});

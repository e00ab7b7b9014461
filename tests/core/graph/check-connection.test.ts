import { analyse } from '@core/graph/analyse';
import { applyEdit } from '@core/graph/apply-edit';
import { checkConnection } from '@core/graph/check-connection';
import { addNode } from '@core/graph/commands';
import type { Endpoint, GraphDocument } from '@core/graph/document';
import { catalog } from '@nodes';
import { describe, expect, it } from 'vitest';
import { makeGraph, wiresAsText } from './helpers/make-graph';
import { library } from './helpers/manifests';
import { smallCatalog } from './helpers/small-catalog';
import { textToImage } from './helpers/text-to-image';

const end = (text: string): Endpoint => {
  const [node = '', port = ''] = text.split('.');
  return { node, port };
};
const small = (doc: GraphDocument, from: string, to: string, mode: 'replace' | 'add' = 'replace') =>
  checkConnection({ doc, catalog: smallCatalog, models: [], from: end(from), to: end(to), mode });
const real = (doc: GraphDocument, from: string, to: string, mode: 'replace' | 'add' = 'replace') =>
  checkConnection({ doc, catalog, models: library, from: end(from), to: end(to), mode });
const value = <T>(
  result: { ok: true; value: T } | { ok: false; error: { message: string } },
): T => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const code = (result: ReturnType<typeof small>) => (result.ok ? 'ok' : result.error.code);

describe('checkConnection', () => {
  const doc = makeGraph(
    {
      a: 'source',
      b: 'source',
      p: 'pass',
      q: 'pass',
      j: 'join',
      o: 'sink',
      i: 'picture',
      x: 'martian',
    },
    ['a.out > p.in', 'p.out > q.in', 'a.out > j.in', 'b.out > j.in'],
  );

  it('refuses what cannot be, with the reason', () => {
    expect(code(small(doc, 'p.out', 'p.in'))).toBe('same-node');
    expect(code(small(doc, 'q.out', 'p.in'))).toBe('cycle');
    expect(code(small(doc, 'a.nothing', 'p.in'))).toBe('unknown-port');
    expect(code(small(doc, 'a.out', 'p.constructor'))).toBe('unknown-port');
    expect(code(small(doc, 'gone.out', 'p.in'))).toBe('unknown-node');
    expect(code(small(doc, 'x.out', 'p.in'))).toBe('unknown-node');
    expect(code(small(doc, 'a.out', 'p.in'))).toBe('already-connected');
    expect(small(doc, 'i.out', 'o.in')).toMatchObject({
      ok: false,
      error: {
        code: 'kind-mismatch',
        message: 'An image cannot go into a latent port.',
        hint: 'Put an Encode node between.',
        node: 'o',
        port: 'in',
      },
    });
  });

  it('replaces the wire that is there, in one step', () => {
    const swap = value(small(doc, 'b.out', 'p.in'));
    expect(swap.replaces).toEqual(['wire-1']);
    expect(swap.edit.label).toBe('connect Source to Pass');
    const after = applyEdit(doc, swap.edit.edit).doc;
    expect(wiresAsText(after)).toContain('b.out > p.in');
    expect(wiresAsText(after)).not.toContain('a.out > p.in');
  });

  it('adds behind the others where several may be, and replaces on a single input', () => {
    const added = applyEdit(doc, value(small(doc, 'p.out', 'j.in', 'add')).edit.edit).doc;
    expect(Object.keys(added.edges)).toEqual(['wire-1', 'wire-2', 'wire-3', 'wire-4', 'wire-5']);
    expect(value(small(doc, 'b.out', 'p.in', 'add')).replaces).toEqual(['wire-1']);
    expect(value(small(doc, 'p.out', 'j.in')).replaces).toEqual(['wire-3', 'wire-4']);
  });

  it('keeps the wire itself when it replaces its neighbours', () => {
    const swap = value(small(doc, 'a.out', 'j.in'));
    expect(swap.replaces).toEqual(['wire-4']);
    expect(Object.keys(applyEdit(doc, swap.edit.edit).doc.edges)).toEqual([
      'wire-1',
      'wire-2',
      'wire-3',
    ]);
  });

  it('refuses a wire that breaks something further on', () => {
    const chain = makeGraph(
      { a: { type: 'source', params: { channels: 8 } }, p: 'pass', f: 'four', o: 'sink' },
      ['p.out > f.in', 'f.out > o.in'],
    );
    expect(small(chain, 'a.out', 'p.in')).toMatchObject({
      ok: false,
      error: { code: 'latent-channels-mismatch', node: 'f' },
    });
  });

  it('refuses another bad wire beside a bad one, but not a good one', () => {
    const bad = makeGraph(
      {
        a: 'source',
        b: { type: 'source', params: { channels: 8 } },
        i: 'picture',
        j: 'join',
        o: 'sink',
      },
      ['i.out > j.in', 'j.out > o.in'],
    );
    expect(code(small(bad, 'a.out', 'j.in', 'add'))).toBe('ok');
    const both = applyEdit(bad, value(small(bad, 'a.out', 'j.in', 'add')).edit.edit).doc;
    expect(code(small(both, 'b.out', 'j.in', 'add'))).toBe('odd-one');
  });

  it('lets a loop be rewired, but not left', () => {
    const loop = makeGraph(
      { s: 'source', b: 'begin', u: 'pass', e: 'end', o: 'sink', n: 'pass', o2: 'sink' },
      ['s.out > b.in', 'b.out > u.in', 'u.out > e.in', 'e.out > o.in'],
      { z: { begin: 'b', end: 'e' } },
    );
    const into = value(small(loop, 'u.out', 'n.in'));
    expect(into.warnings).toMatchObject([{ code: 'not-part-of-loop', node: 'n' }]);
    expect(code(small(loop, 'u.out', 'o2.in'))).toBe('wire-leaves-zone');
  });
});

describe('checkConnection with the real nodes', () => {
  const graph = textToImage();
  const withNode = (doc: GraphDocument, type: string, params = {}) => {
    const added = addNode({ doc, catalog, type, position: { x: 0, y: 900 }, params });
    return { doc: applyEdit(doc, added.edit).doc, id: added.ids[0] ?? '' };
  };
  const wire = (doc: GraphDocument, from: string, to: string) =>
    applyEdit(doc, value(real(doc, from, to)).edit.edit).doc;

  it('starts from a graph without problems', () => {
    expect(analyse(graph, catalog, library).problems.filter((p) => p.severity === 'error')).toEqual(
      [],
    );
  });

  it('swaps text for a class label by one wire', () => {
    const label = withNode(graph, 'class-label', { style: 'noto', category: 'none' });
    const wired = wire(label.doc, 'pipeline.classEmbedder', `${label.id}.classEmbedder`);
    const swapped = wire(wired, `${label.id}.conditioning`, 'denoise.conditioning');
    expect(wiresAsText(swapped)).not.toContain('encoder.conditioning > denoise.conditioning');
    expect(
      analyse(swapped, catalog, library).problems.filter((p) => p.severity === 'error'),
    ).toEqual([]);
  });

  it('allows a wire whose only fault is a param: its choices come through the wire', () => {
    const label = withNode(graph, 'class-label', { style: 'noto', category: 'no such thing' });
    const result = value(real(label.doc, 'pipeline.classEmbedder', `${label.id}.classEmbedder`));
    expect(result.warnings).toMatchObject([{ severity: 'error', node: label.id }]);
  });

  it('refuses a text encoder of another width at the pointer', () => {
    const other = withNode(graph, 'load-pipeline', { model: { name: 'wide-ldm' } });
    const result = real(other.doc, `${other.id}.textEncoder`, 'encoder.textEncoder');
    expect(result).toMatchObject({ ok: false, error: { node: 'denoise' } });
    if (!result.ok) expect(result.error.message).toMatch(/192.*768|768.*192/);
  });

  it('says what mends wires people try', () => {
    const hint = (from: string, to: string) => {
      const result = real(graph, from, to);
      return result.ok ? 'ok' : `${result.error.message} ${result.error.hint}`;
    };
    expect(hint('prompt.text', 'denoise.conditioning')).toBe(
      'Text cannot go into a conditioning port. Put a Text encoder node between.',
    );
    expect(hint('denoise.latent', 'preview.image')).toBe(
      'A latent cannot go into an image port. Put a Decode node between.',
    );
    expect(hint('pipeline.unet', 'decode.autoencoder')).toContain(
      'needs the autoencoder, this is the U-Net',
    );
  });
});

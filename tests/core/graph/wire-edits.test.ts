import { applyEdit } from '@core/graph/apply-edit';
import { dependenciesOf } from '@core/graph/dependencies';
import { emptyDocument, type GraphDocument, type GraphEdge } from '@core/graph/document';
import { insertReroute } from '@core/graph/insert-reroute';
import { moveWires } from '@core/graph/move-wires';
import { serializeDocument } from '@core/graph/serialize';
import { catalog } from '@nodes';
import { describe, expect, it } from 'vitest';

const node = (type: string) => ({ type, version: 1, params: {}, position: { x: 0, y: 0 } });
const wire = (from: string, to: string): GraphEdge => {
  const [a = '', out = ''] = from.split('.');
  const [b = '', input = ''] = to.split('.');
  return { from: { node: a, port: out }, to: { node: b, port: input } };
};
const doc: GraphDocument = {
  ...emptyDocument(),
  nodes: {
    text: node('text-encoder'),
    label: node('class-label'),
    denoise: node('denoise'),
    other: node('denoise'),
    decode: node('decode'),
    second: node('decode'),
    load: node('load-image'),
    preview: node('preview-image'),
  },
  edges: {
    w1: wire('text.conditioning', 'denoise.conditioning'),
    w2: wire('label.conditioning', 'denoise.conditioning'),
    w3: wire('denoise.latent', 'decode.latent'),
    w4: wire('denoise.latent', 'second.latent'),
    w5: wire('decode.image', 'preview.image'),
  },
};

describe('what a node depends on and feeds', () => {
  it('goes all the way in both directions', () => {
    const found = dependenciesOf(doc, ['denoise']);
    expect([...found.upstream].sort()).toEqual(['label', 'text']);
    expect([...found.downstream].sort()).toEqual(['decode', 'preview', 'second']);
    expect([...found.wiresIn].sort()).toEqual(['w1', 'w2']);
    expect([...found.wiresOut].sort()).toEqual(['w3', 'w4', 'w5']);
  });

  it('of a wire is what its source needs and its target feeds', () => {
    const found = dependenciesOf(doc, [], ['w3']);
    expect([...found.upstream].sort()).toEqual(['denoise', 'label', 'text']);
    expect([...found.downstream].sort()).toEqual(['decode', 'preview']);
    expect([...found.wiresIn].sort()).toEqual(['w1', 'w2', 'w3']);
    expect([...found.wiresOut].sort()).toEqual(['w3', 'w5']);
  });
});

describe('reroute', () => {
  it('leads the wire through a point; the half at the target keeps its id', () => {
    const edit = insertReroute({ doc, catalog, wire: 'w1', at: { x: 100, y: 60 } });
    if (!edit) throw new Error('no reroute');
    const { doc: after, inverse } = applyEdit(doc, edit.edit);
    const [id = ''] = edit.ids;
    expect(after.nodes[id]?.position).toEqual({ x: 78, y: 50 });
    expect(after.edges.w1).toEqual(wire(`${id}.out`, 'denoise.conditioning'));
    expect(Object.values(after.edges)).toContainEqual(wire('text.conditioning', `${id}.in`));
    expect(edit.label).toBe('reroute the wire from Text encoder to Denoise');
    expect(serializeDocument(applyEdit(after, inverse).doc)).toBe(serializeDocument(doc));
  });

  it('is nothing where there is no such wire', () => {
    expect(insertReroute({ doc, catalog, wire: 'none', at: { x: 0, y: 0 } })).toBeNull();
  });
});

describe('moving all wires of a port', () => {
  const move = (side: 'input' | 'output', from: string, to: string) => {
    const { from: a, to: b } = wire(from, to);
    return moveWires({ doc, catalog, models: [], side, from: a, to: b });
  };

  it('moves each to another output, keeping its id and its other end', () => {
    const moved = move('output', 'denoise.latent', 'other.latent');
    if (!moved.ok) throw new Error(moved.error.message);
    const { doc: after, inverse } = applyEdit(doc, moved.value.edit);
    expect(after.edges.w3).toEqual(wire('other.latent', 'decode.latent'));
    expect(after.edges.w4).toEqual(wire('other.latent', 'second.latent'));
    expect(moved.value.label).toBe('move 2 wires from Denoise to Denoise');
    expect(serializeDocument(applyEdit(after, inverse).doc)).toBe(serializeDocument(doc));
  });

  it('moves several to an input that takes several', () => {
    const moved = move('input', 'denoise.conditioning', 'other.conditioning');
    if (!moved.ok) throw new Error(moved.error.message);
    const { doc: after } = applyEdit(doc, moved.value.edit);
    expect(after.edges.w1?.to.node).toBe('other');
    expect(after.edges.w2?.to.node).toBe('other');
  });

  it('gives the reason where one of them may not go', () => {
    const image = move('output', 'denoise.latent', 'load.image');
    expect(image.ok).toBe(false);
    if (!image.ok) expect(image.error.message).toMatch(/image/i);
    const circle = move('output', 'denoise.latent', 'second.image');
    expect(circle.ok).toBe(false);
  });

  it('refuses two wires at an input that takes one', () => {
    const moved = move('input', 'denoise.conditioning', 'decode.latent');
    expect(moved).toMatchObject({ ok: false, error: { code: 'takes-one' } });
  });

  it('refuses where nothing would move', () => {
    expect(move('output', 'denoise.latent', 'denoise.latent').ok).toBe(false);
    expect(move('output', 'preview.image', 'denoise.latent').ok).toBe(false);
  });
});

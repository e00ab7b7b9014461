import { applyEdit } from '@core/graph/apply-edit';
import { serializeDocument } from '@core/graph/serialize';
import { splice } from '@core/graph/splice';
import { catalog } from '@nodes';
import { describe, expect, it } from 'vitest';
import { makeGraph, wiresAsText } from './helpers/make-graph';
import { library } from './helpers/manifests';
import { textToImage } from './helpers/text-to-image';

const wireTo = (doc: ReturnType<typeof makeGraph>, end: string) =>
  Object.entries(doc.edges).find(([, { to }]) => `${to.node}.${to.port}` === end)?.[0] ?? '';

const position = { x: 0, y: 400 };

function spliced(end: string, type: string, params = {}) {
  const doc = textToImage();
  const wire = wireTo(doc, end);
  const result = splice({
    doc,
    catalog,
    models: library,
    wire,
    node: { type, position, params },
  });
  return { doc, wire, result };
}

describe('splice', () => {
  it('puts a new node into a wire and connects both sides, as one step', () => {
    const { doc, wire, result } = spliced('preview.image', 'blur');
    if (!result.ok) throw new Error(result.error.message);
    const after = applyEdit(doc, result.value.edit);
    const wires = wiresAsText(after.doc);
    expect(wires).toContain('decode.image > blur-1.image');
    expect(wires).toContain('blur-1.image > preview.image');
    expect(wires).not.toContain('decode.image > preview.image');
    // The second half keeps the id: its place among several wires on a port.
    expect(after.doc.edges[wire]?.to).toEqual({ node: 'preview', port: 'image' });
    expect(result.value.label).toBe('put Blur between Decode and Preview image');
    expect(serializeDocument(applyEdit(after.doc, after.inverse).doc)).toBe(serializeDocument(doc));
  });

  it.each([
    ['denoise.conditioning', 'conditioning-strength', 'conditioning'],
    ['denoise.conditioning', 'switch', 'inputs'],
    ['denoise.unet', 'reroute', 'in'],
    ['decode.latent', 'scale-latent', 'latent'],
    ['preview.image', 'resize', 'image'],
  ])('into %s goes %s by its %s', (end, type, port) => {
    const { doc, result } = spliced(end, type);
    if (!result.ok) throw new Error(result.error.message);
    const wires = wiresAsText(applyEdit(doc, result.value.edit).doc);
    expect(wires.some((text) => text.endsWith(`> ${type}-1.${port}`))).toBe(true);
    expect(wires.some((text) => text.startsWith(`${type}-1.`) && text.endsWith(end))).toBe(true);
  });

  it.each([
    ['preview.image', 'text-encoder', 'splice-no-input', 'Text encoder takes no image'],
    ['decode.latent', 'decode', 'splice-no-output', 'Decode gives no latent'],
    ['denoise.latent', 'denoise-begin', 'splice-zone', 'one end of a loop'],
  ])('into %s does not go %s: %s', (end, type, code, message) => {
    const { result } = spliced(end, type);
    if (result.ok) throw new Error('it was spliced');
    expect(result.error.code).toBe(code);
    expect(result.error.message).toContain(message);
  });

  it('takes a node of the graph that has no wires, and no other', () => {
    const doc = makeGraph(
      {
        load: 'load-image',
        blur: 'blur',
        show: 'preview-image',
        wired: 'crop',
        other: 'load-image',
      },
      ['load.image > show.image', 'other.image > wired.image'],
    );
    const free = splice({ doc, catalog, models: library, wire: 'wire-1', node: 'blur' });
    if (!free.ok) throw new Error(free.error.message);
    expect(wiresAsText(applyEdit(doc, free.value.edit).doc)).toContain('load.image > blur.image');
    const wired = splice({ doc, catalog, models: library, wire: 'wire-1', node: 'wired' });
    expect(wired).toMatchObject({ ok: false, error: { code: 'splice-wired' } });
  });

  it('says when there is no such wire', () => {
    const doc = makeGraph({ blur: 'blur' });
    expect(splice({ doc, catalog, models: library, wire: 'wire-9', node: 'blur' })).toMatchObject({
      ok: false,
      error: { code: 'unknown-wire' },
    });
  });
});

import { analyse } from '@core/graph/analyse';
import { applyEdit } from '@core/graph/apply-edit';
import type { GraphDocument } from '@core/graph/document';
import { serializeDocument } from '@core/graph/serialize';
import { unfoldDenoise } from '@core/graph/unfold';
import { catalog } from '@nodes';
import { describe, expect, it } from 'vitest';
import { makeGraph, wiresAsText } from './helpers/make-graph';
import { library } from './helpers/manifests';
import { textToImage } from './helpers/text-to-image';

function unfold(doc: GraphDocument): GraphDocument {
  const result = unfoldDenoise(doc, 'denoise');
  if (!result.ok) throw new Error(result.error.message);
  const applied = applyEdit(doc, result.value.edit);
  expect(serializeDocument(applyEdit(applied.doc, applied.inverse).doc)).toBe(
    serializeDocument(doc),
  );
  return applied.doc;
}
const errors = (doc: GraphDocument) =>
  analyse(doc, catalog, library).problems.filter((p) => p.severity === 'error');

describe('unfoldDenoise', () => {
  const doc = textToImage({ guidanceScale: 5, rescale: 0.7, previewEvery: 2 });

  it('gives a loop without problems that computes the same, with every wire kept', () => {
    const open = unfold(doc);
    expect(errors(open)).toEqual([]);
    expect(analyse(open, catalog, library).zones['zone-1']?.body).toEqual([
      'unet-step-1',
      'unet-step-2',
      'guidance-1',
      'sampler-step-1',
    ]);
    expect(wiresAsText(open)).toEqual(
      expect.arrayContaining([
        'encoder.conditioning > unet-step-1.conditioning',
        'nothing.conditioning > unet-step-2.conditioning',
        'pipeline.unet > unet-step-1.unet',
        'pipeline.unet > unet-step-2.unet',
        'noise.latent > denoise-begin-1.latent',
        'denoise-end-1.latent > decode.latent',
      ]),
    );
  });

  it('takes the params along and leaves defaults as defaults', () => {
    const open = unfold(doc);
    expect(open.nodes['guidance-1']?.params).toEqual({ scale: 5, rescale: 0.7 });
    expect(open.nodes['denoise-end-1']?.params).toEqual({ previewEvery: 2 });
    expect(unfold(textToImage()).nodes['guidance-1']?.params).toEqual({});
  });

  it('has one U-Net step and no guidance where no null conditioning is wired', () => {
    const plain = applyEdit(doc, { kind: 'disconnect', id: 'wire-11' }).doc;
    const open = unfold(plain);
    expect(errors(open)).toEqual([]);
    expect(Object.values(open.nodes).map((n) => n.type)).not.toContain('guidance');
    expect(Object.values(open.nodes).filter((n) => n.type === 'unet-step')).toHaveLength(1);
  });

  it('has a mask blend before the end where a mask is wired', () => {
    const wire = (id: string, node: string, port: string, to: string) => ({
      kind: 'connect' as const,
      id,
      edge: { from: { node, port }, to: { node: 'denoise', port: to } },
    });
    const place = { version: 1, params: {}, position: { x: 0, y: 900 } };
    const masked = applyEdit(doc, {
      kind: 'batch',
      edits: [
        { kind: 'addNode', id: 'image', node: { type: 'load-image', ...place } },
        { kind: 'addNode', id: 'encode', node: { type: 'encode', ...place } },
        wire('w-mask', 'image', 'mask', 'mask'),
        wire('w-original', 'encode', 'latent', 'original'),
        wire('w-noise', 'noise', 'latent', 'noise'),
      ],
    }).doc;
    const text = wiresAsText(unfold(masked));
    expect(text).toEqual(
      expect.arrayContaining([
        'image.mask > mask-blend-1.mask',
        'encode.latent > mask-blend-1.original',
        'noise.latent > mask-blend-1.noise',
        'denoise-begin-1.timestep > mask-blend-1.timestep',
        'sampler-step-1.latent > mask-blend-1.latent',
        'mask-blend-1.latent > denoise-end-1.latent',
        'sampler-step-1.predictedClean > mask-blend-1.predictedClean',
        'mask-blend-1.predictedClean > denoise-end-1.predictedClean',
      ]),
    );
    expect(text).not.toContain('sampler-step-1.latent > denoise-end-1.latent');
  });

  it('writes the version of each kind that the catalogue has', () => {
    const open = unfold(doc);
    const made = Object.entries(open.nodes).filter(([id]) => !(id in doc.nodes));
    expect(made.length).toBeGreaterThan(0);
    for (const [, node] of made) {
      expect([node.type, node.version]).toEqual([node.type, catalog.get(node.type)?.version]);
    }
  });

  it('keeps wires into parameters, under their names in the loop', () => {
    const driven: GraphDocument = {
      ...doc,
      nodes: {
        ...doc.nodes,
        number: { type: 'number', version: 1, params: { value: 6 }, position: { x: -400, y: 0 } },
      },
      edges: {
        ...doc.edges,
        scale: {
          from: { node: 'number', port: 'value' },
          to: { node: 'denoise', port: 'guidanceScale' },
        },
      },
    };
    const open = unfold(driven);
    expect(errors(open)).toEqual([]);
    expect(open.edges.scale?.to).toEqual({ node: 'guidance-1', port: 'scale' });
    expect(analyse(open, catalog, library).nodes['guidance-1']?.params.scale).toBe(6);
  });

  it('lays no node over another', () => {
    const places = Object.values(unfold(doc).nodes).map((n) => n.position);
    for (const [i, a] of places.entries()) {
      for (const b of places.slice(i + 1)) {
        expect(Math.abs(a.x - b.x) >= 340 || Math.abs(a.y - b.y) >= 300).toBe(true);
      }
    }
  });

  it('refuses other nodes, and a Denoise inside a loop', () => {
    expect(unfoldDenoise(doc, 'noise')).toMatchObject({
      ok: false,
      error: { code: 'not-a-denoise-node' },
    });
    const nested = makeGraph(
      { b: 'denoise-begin', denoise: 'denoise', e: 'denoise-end' },
      ['b.latent > denoise.latent', 'denoise.latent > e.latent'],
      { z: { begin: 'b', end: 'e' } },
    );
    expect(unfoldDenoise(nested, 'denoise')).toMatchObject({
      ok: false,
      error: { code: 'zone-in-zone' },
    });
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { analyse } from '@core/graph/analyse';
import { applyEdit } from '@core/graph/apply-edit';
import type { GraphDocument } from '@core/graph/document';
import { orderNodes } from '@core/graph/order';
import { parseDocument } from '@core/graph/parse';
import { serializeDocument } from '@core/graph/serialize';
import { boundariesOf } from '@core/graph/subgraph/boundary';
import { flatten } from '@core/graph/subgraph/flatten';
import { innerGraphOf } from '@core/graph/subgraph/inner-graph';
import { makeSubgraph } from '@core/graph/subgraph/make-subgraph';
import { unpackSubgraph } from '@core/graph/subgraph/unpack-subgraph';
import { wiresOf } from '@core/graph/topology';
import { catalog } from '@nodes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../../../assets/templates/', import.meta.url);
const open = (name: string): GraphDocument => {
  const parsed = parseDocument(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value.doc;
};
/** Those without subgraphs: in them every id is told once. */
const templates = readdirSync(folder)
  .map((file) => file.replace(/\.json$/, ''))
  .filter((name) => name !== 'subgraph');
const make = (doc: GraphDocument, ids: readonly string[]) =>
  makeSubgraph({ doc, catalog, models: [], ids });
const made = (doc: GraphDocument, ids: readonly string[]) => {
  const edit = make(doc, ids);
  if (!edit.ok) throw new Error(edit.error.message);
  return { ...applyEdit(doc, edit.value.edit), id: edit.value.ids[0] ?? '' };
};
const byType = (doc: GraphDocument, ...types: string[]) =>
  Object.keys(doc.nodes).filter((id) => types.includes(doc.nodes[id]?.type ?? ''));

/** Ids as they were before nodes went into a subgraph. */
const before = (id: string) => id.split(' ')[0] ?? id;
/** What runs: nodes without places, wires in their order, the order of all. */
const whatRuns = (doc: GraphDocument) => {
  const flat = flatten(doc).doc;
  return {
    nodes: Object.fromEntries(
      Object.entries(flat.nodes).map(([id, { position: _, ...node }]) => [before(id), node]),
    ),
    wires: wiresOf(flat).map(({ id, from, to }) =>
      [before(id), before(from.node), from.port, before(to.node), to.port].join(' '),
    ),
    zones: Object.values(flat.zones ?? {}).map(({ begin, end }) => [before(begin), before(end)]),
    order: orderNodes(flat).order.map(before),
  };
};
/** The same, wires without their ids but in their order. */
const withoutWireIds = (doc: GraphDocument) => {
  const { wires, ...rest } = whatRuns(doc);
  const byPort = wires.map((wire) => wire.split(' ').slice(1).join(' '));
  return { ...rest, wires: byPort.sort() };
};

const selection = fc.constantFrom(...templates).chain((name) => {
  const doc = open(name);
  return fc.record({
    doc: fc.constant(doc),
    ids: fc.subarray(Object.keys(doc.nodes), { minLength: 1 }),
  });
});

describe('any selection of any template', () => {
  it('runs as before once it is a subgraph, or is refused with a reason', () => {
    let count = 0;
    fc.assert(
      fc.property(selection, ({ doc, ids }) => {
        const edit = make(doc, ids);
        if (!edit.ok) {
          expect(['subgraph-around', 'zone-crosses-border']).toContain(edit.error.code);
          return;
        }
        count += 1;
        const after = applyEdit(doc, edit.value.edit);
        expect(whatRuns(after.doc)).toEqual(whatRuns(doc));
        expect(serializeDocument(applyEdit(after.doc, after.inverse).doc)).toBe(
          serializeDocument(doc),
        );
      }),
      { numRuns: 150 },
    );
    expect(count).toBeGreaterThan(20);
  });

  it('comes back whole and in its place when it is unpacked', () => {
    fc.assert(
      fc.property(selection, ({ doc, ids }) => {
        const edit = make(doc, ids);
        if (!edit.ok) return;
        const after = applyEdit(doc, edit.value.edit).doc;
        const unpacked = unpackSubgraph(after, catalog, edit.value.ids[0] ?? '');
        if (!unpacked.ok) throw new Error(unpacked.error.message);
        const back = applyEdit(after, unpacked.value.edit).doc;
        expect(back.nodes).toEqual(doc.nodes);
        expect(back.zones ?? {}).toEqual(doc.zones ?? {});
        expect(withoutWireIds(back)).toEqual(withoutWireIds(doc));
      }),
      { numRuns: 100 },
    );
  });

  it('has the problems it had, told at the subgraph', () => {
    fc.assert(
      fc.property(selection, ({ doc, ids }) => {
        const edit = make(doc, ids);
        if (!edit.ok) return;
        const codes = (graph: GraphDocument) =>
          analyse(graph, catalog, []).problems.map(({ code, severity }) => `${severity} ${code}`);
        expect(codes(applyEdit(doc, edit.value.edit).doc).sort()).toEqual(codes(doc).sort());
      }),
      { numRuns: 60 },
    );
  });

  it('nests: a subgraph of a subgraph runs the same', () => {
    fc.assert(
      fc.property(selection, fc.integer(), ({ doc, ids }, more) => {
        const edit = make(doc, ids);
        if (!edit.ok) return;
        const once = applyEdit(doc, edit.value.edit).doc;
        const others = Object.keys(once.nodes);
        const second = make(once, [
          ...edit.value.ids,
          others[Math.abs(more) % others.length] ?? '',
        ]);
        if (!second.ok) return;
        const twice = applyEdit(once, second.value.edit).doc;
        expect(withoutWireIds(twice).nodes).toEqual(withoutWireIds(doc).nodes);
        expect(withoutWireIds(twice).order).toEqual(withoutWireIds(doc).order);
        expect(withoutWireIds(twice).wires).toEqual(withoutWireIds(doc).wires);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the ports', () => {
  it('are called what the nodes inside call them, one for each source', () => {
    const doc = open('text-to-image');
    const { doc: after, id } = made(doc, byType(doc, 'denoise', 'decode'));
    const { inputs, outputs } = boundariesOf(innerGraphOf(after.nodes[id]));
    expect(inputs.map(({ label }) => label).sort()).toEqual([
      'Autoencoder',
      'Conditioning',
      'Latent',
      'Null conditioning',
      'Schedule',
      'U-Net',
    ]);
    expect(inputs.find(({ label }) => label === 'U-Net')?.type).toMatchObject({
      kind: 'model',
      role: 'unet',
    });
    expect(outputs).toMatchObject([{ label: 'Image', type: { kind: 'image' } }]);
  });

  it('of equal names are told apart by where they come from', () => {
    const doc = open('unfolded-zone');
    const { doc: after, id } = made(doc, byType(doc, 'unet-step', 'guidance'));
    const labels = boundariesOf(innerGraphOf(after.nodes[id])).inputs.map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    expect(labels.filter((label) => label.startsWith('Conditioning ('))).toHaveLength(2);
  });
});

describe('what is refused', () => {
  it('half a loop', () => {
    const doc = open('unfolded-zone');
    expect(make(doc, byType(doc, 'denoise-begin', 'unet-step'))).toMatchObject({
      error: { code: 'zone-crosses-border' },
    });
  });

  it('nodes with another between them', () => {
    const doc = open('text-to-image');
    expect(make(doc, byType(doc, 'noise', 'decode'))).toMatchObject({
      error: { code: 'subgraph-around', hint: 'Select it too.' },
    });
  });

  it('nothing', () => {
    expect(make(open('text-to-image'), [])).toMatchObject({ error: { code: 'nothing-selected' } });
  });

  it('to unpack what is no subgraph', () => {
    const doc = open('text-to-image');
    const [id = ''] = byType(doc, 'denoise');
    expect(unpackSubgraph(doc, catalog, id)).toMatchObject({ error: { code: 'not-a-subgraph' } });
  });
});

it('unpacks beside nodes that have taken its ids and wires', () => {
  const doc = open('text-to-image');
  const { doc: after, id } = made(doc, byType(doc, 'denoise', 'decode'));
  const inner = innerGraphOf(after.nodes[id]);
  if (!inner) throw new Error('no subgraph');
  const clash: GraphDocument = {
    ...after,
    nodes: {
      ...after.nodes,
      ...Object.fromEntries(
        byType(doc, 'denoise').map((one) => [
          one,
          {
            type: 'note',
            version: 1,
            params: {},
            position: { x: 0, y: 0 },
          },
        ]),
      ),
    },
  };
  const unpacked = unpackSubgraph(clash, catalog, id);
  if (!unpacked.ok) throw new Error(unpacked.error.message);
  const back = applyEdit(clash, unpacked.value.edit).doc;
  expect(Object.values(back.nodes).filter(({ type }) => type === 'denoise')).toHaveLength(1);
  expect(Object.keys(back.edges)).toHaveLength(Object.keys(doc.edges).length);
  expect(analyse(back, catalog, []).problems).toEqual(analyse(doc, catalog, []).problems);
});

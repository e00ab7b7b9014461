import { applyEdit } from '@core/graph/apply-edit';
import {
  alignments,
  alignNodes,
  distributeNodes,
  type Item,
  toggleFlag,
} from '@core/graph/arrange';
import { emptyDocument, type GraphDocument, type GraphNode } from '@core/graph/document';
import type { NamedEdit } from '@core/graph/edit';
import { serializeDocument } from '@core/graph/serialize';
import { catalog } from '@nodes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const node = (x: number, y: number, more: Partial<GraphNode> = {}): GraphNode => ({
  ...{ type: 'decode', version: 1, params: {}, position: { x, y } },
  ...more,
});
const docOf = (nodes: Record<string, GraphNode>): GraphDocument => ({ ...emptyDocument(), nodes });
const item = (
  id: string,
  { position: { x, y } }: GraphNode,
  width: number,
  height: number,
): Item => ({
  ...{ id, x, y, width, height },
});
const applied = (doc: GraphDocument, edit: NamedEdit | null) => {
  if (!edit) throw new Error('nothing changed');
  return applyEdit(doc, edit.edit).doc;
};

const doc = docOf({ a: node(0, 0), b: node(100, 50), c: node(300, 20) });
const items = [
  item('a', doc.nodes.a ?? node(0, 0), 40, 10),
  item('b', doc.nodes.b ?? node(0, 0), 60, 20),
  item('c', doc.nodes.c ?? node(0, 0), 100, 30),
];
const xs = (graph: GraphDocument) => ['a', 'b', 'c'].map((id) => graph.nodes[id]?.position.x);
const ys = (graph: GraphDocument) => ['a', 'b', 'c'].map((id) => graph.nodes[id]?.position.y);

describe('align', () => {
  it('brings one side of all to the outermost, and leaves the other axis alone', () => {
    expect(xs(applied(doc, alignNodes({ doc, catalog, items, to: 'left' })))).toEqual([0, 0, 0]);
    const right = applied(doc, alignNodes({ doc, catalog, items, to: 'right' }));
    expect(xs(right)).toEqual([360, 340, 300]);
    expect(ys(right)).toEqual([0, 50, 20]);
    expect(ys(applied(doc, alignNodes({ doc, catalog, items, to: 'bottom' })))).toEqual([
      60, 50, 40,
    ]);
  });

  it('takes the middle of the whole for centres', () => {
    expect(xs(applied(doc, alignNodes({ doc, catalog, items, to: 'centre' })))).toEqual([
      180, 170, 150,
    ]);
    expect(ys(applied(doc, alignNodes({ doc, catalog, items, to: 'middle' })))).toEqual([
      30, 25, 20,
    ]);
  });

  it('lines up with what is pinned, which stays', () => {
    const pinned = docOf({ ...doc.nodes, b: node(100, 50, { pinned: true }) });
    const edit = alignNodes({ doc: pinned, catalog, items, to: 'left' });
    expect(xs(applied(pinned, edit))).toEqual([100, 100, 100]);
  });

  it('moves what a frame holds by as much as the frame', () => {
    const [first, second] = items;
    if (!first || !second) throw new Error('no items');
    const carrying = [first, { ...second, carries: { c: { x: 300, y: 20 } } }];
    const edit = alignNodes({ doc, catalog, items: carrying, to: 'left' });
    expect(xs(applied(doc, edit))).toEqual([0, 0, 200]);
  });

  it('is undone to the same bytes, and says nothing of what is in line already', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer(), fc.integer(), fc.integer({ min: 1, max: 900 })), {
          minLength: 2,
          maxLength: 8,
        }),
        fc.constantFrom(...alignments),
        (places, to) => {
          const graph = docOf(Object.fromEntries(places.map(([x, y], i) => [`n${i}`, node(x, y)])));
          const boxes = (of: GraphDocument) =>
            places.map(([, , size], i) =>
              item(`n${i}`, of.nodes[`n${i}`] ?? node(0, 0), size, size),
            );
          const edit = alignNodes({ doc: graph, catalog, items: boxes(graph), to });
          if (!edit) return;
          const { doc: next, inverse } = applyEdit(graph, edit.edit);
          expect(serializeDocument(applyEdit(next, inverse).doc)).toBe(serializeDocument(graph));
          if (to === 'centre' || to === 'middle') return; // Half units are rounded.
          expect(alignNodes({ doc: next, catalog, items: boxes(next), to })).toBeNull();
        },
      ),
    );
  });
});

describe('distribute', () => {
  it('leaves equal gaps, the outer two where they are', () => {
    const edit = distributeNodes({ doc, catalog, items, axis: 'across' });
    // 400 in all, 200 filled: two gaps of 100.
    expect(xs(applied(doc, edit))).toEqual([0, 140, 300]);
  });

  it('does nothing with two', () => {
    expect(distributeNodes({ doc, catalog, items: items.slice(0, 2), axis: 'down' })).toBeNull();
  });
});

describe('pin and collapse', () => {
  it('sets it on all where one lacks it, then takes it off all', () => {
    const mixed = docOf({ ...doc.nodes, a: node(0, 0, { pinned: true }) });
    const on = toggleFlag({ doc: mixed, catalog, ids: ['a', 'b'], flag: 'pinned' });
    expect(on?.label).toBe('pin 2 nodes');
    const pinned = applied(mixed, on);
    expect(pinned.nodes.b?.pinned).toBe(true);
    const off = toggleFlag({ doc: pinned, catalog, ids: ['a', 'b'], flag: 'pinned' });
    expect(off?.label).toBe('unpin 2 nodes');
    expect(serializeDocument(applied(pinned, off))).toBe(serializeDocument(doc));
  });

  it('names the one it is for', () => {
    const edit = toggleFlag({ doc, catalog, ids: ['a'], flag: 'collapsed' });
    expect(edit?.label).toBe('collapse Decode');
    expect(toggleFlag({ doc, catalog, ids: ['none'], flag: 'collapsed' })).toBeNull();
  });
});

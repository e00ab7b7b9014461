import { emptyDocument, type GraphDocument } from '@core/graph/document';
import { describe, expect, it } from 'vitest';
import { reconcileEdges, reconcileNodes } from '../../../src/renderer/canvas/reconcile';

const node = (x: number, y: number) => ({
  type: 'decode',
  version: 1,
  params: {},
  position: { x, y },
});
const doc: GraphDocument = {
  ...emptyDocument(),
  nodes: { a: node(0, 0), b: node(300, 0) },
  edges: { e: { from: { node: 'a', port: 'latent' }, to: { node: 'b', port: 'latent' } } },
};
const none = new Set<string>();
const title = (id: string) => `Node ${id}`;

describe('nodes for React Flow', () => {
  it('keeps the array and every object when nothing changed', () => {
    const first = reconcileNodes([], doc, none, title);
    expect(reconcileNodes(first, { ...doc }, none, title)).toBe(first);
  });

  it('makes anew only the node that moved or was selected', () => {
    const first = reconcileNodes([], doc, none, title);
    const moved = reconcileNodes(
      first,
      { ...doc, nodes: { ...doc.nodes, b: node(310, 5) } },
      none,
      title,
    );
    expect(moved[0]).toBe(first[0]);
    expect(moved[1]?.position).toEqual({ x: 310, y: 5 });
    const chosen = reconcileNodes(first, doc, new Set(['a']), title);
    expect(chosen[0]?.selected).toBe(true);
    expect(chosen[1]).toBe(first[1]);
  });

  it('leaves a dragged node where the pointer has it, with its measured size', () => {
    const first = reconcileNodes([], doc, none, title).map((n) =>
      n.id === 'a'
        ? { ...n, dragging: true, position: { x: 50, y: 60 }, measured: { width: 240, height: 90 } }
        : n,
    );
    const after = reconcileNodes(
      first,
      { ...doc, nodes: { ...doc.nodes, a: node(1, 1) } },
      new Set(['a']),
      title,
    );
    expect(after[0]?.position).toEqual({ x: 50, y: 60 });
    expect(after[0]?.measured).toEqual({ width: 240, height: 90 });
  });

  it('drops what the document no longer has', () => {
    const first = reconcileNodes([], doc, none, title);
    const { b } = doc.nodes;
    expect(
      reconcileNodes(first, { ...doc, nodes: b ? { b } : {} }, none, title).map((n) => n.id),
    ).toEqual(['b']);
  });
});

describe('wires for React Flow', () => {
  it('keeps a wire until an end or its selection changes', () => {
    const first = reconcileEdges([], doc.edges, none);
    expect(first[0]).toMatchObject({
      source: 'a',
      sourceHandle: 'latent',
      target: 'b',
      targetHandle: 'latent',
    });
    expect(reconcileEdges(first, { ...doc.edges }, none)).toBe(first);
    expect(reconcileEdges(first, doc.edges, new Set(['e']))[0]).not.toBe(first[0]);
    const other = { e: { from: { node: 'a', port: 'image' }, to: { node: 'b', port: 'latent' } } };
    expect(reconcileEdges(first, other, none)[0]?.sourceHandle).toBe('image');
  });
});

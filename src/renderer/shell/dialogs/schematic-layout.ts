import type { GraphDocument } from '@core/graph/document';
import { frameType } from '@core/graph/frames';
import type { Catalog, NodeCategory } from '@core/node-definition';

/** Canvas units of a node whose size the file does not give. */
const usual = { width: 248, height: 112 };
const margin = 60;

interface Box {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly category: NodeCategory;
}

export interface SchematicLayout {
  readonly viewBox: string;
  readonly boxes: readonly Box[];
  /** SVG path data, one a pair of joined nodes. */
  readonly wires: readonly string[];
}

/** A graph as boxes and curves, where its file places them. Notes and frames are left out: they carry no wire. */
export function schematicLayout(doc: GraphDocument, catalog: Catalog): SchematicLayout {
  const boxes = Object.entries(doc.nodes)
    .filter(([, { type }]) => type !== 'note' && type !== frameType)
    .map(([id, { type, position, width, height }]): Box => {
      const category = catalog.get(type)?.category ?? 'utilities';
      const size = { width: width ?? usual.width, height: height ?? usual.height };
      return { id, x: position.x, y: position.y, ...size, category };
    });
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const wires = new Set<string>();
  for (const { from, to } of Object.values(doc.edges)) {
    const a = byId.get(from.node);
    const b = byId.get(to.node);
    if (a && b) wires.add(wire(a, b));
  }
  return { viewBox: viewBox(boxes), boxes, wires: [...wires] };
}

function wire(from: Box, to: Box): string {
  // Stacked nodes: straight down from one to the other.
  if (to.x < from.x + from.width)
    return `M${from.x + from.width / 2} ${from.y + from.height}L${to.x + to.width / 2} ${to.y}`;
  const [x1, y1] = [from.x + from.width, from.y + from.height / 2];
  const [x2, y2] = [to.x, to.y + to.height / 2];
  const bend = Math.max(40, Math.abs(x2 - x1) / 2);
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

function viewBox(boxes: readonly Box[]): string {
  if (boxes.length === 0) return '0 0 1 1';
  const left = Math.min(...boxes.map(({ x }) => x)) - margin;
  const top = Math.min(...boxes.map(({ y }) => y)) - margin;
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + margin;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + margin;
  return `${left} ${top} ${right - left} ${bottom - top}`;
}

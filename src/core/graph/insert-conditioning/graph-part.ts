import type { Catalog } from '../../node-definition';
import type { Endpoint, GraphDocument, GraphNode, Point } from '../document';
import type { Edit } from '../edit';
import { estimateSize } from '../estimate-size';
import type { Bounds } from '../frames';
import { freePlace } from '../free-place';
import { freshId, freshWireId } from '../fresh-id';

/** Canvas units between the left edges of two columns, and between two nodes of one. */
const columnWidth = 304;
const gap = 32;

interface Planned {
  readonly id: string;
  readonly type: string;
  readonly params: GraphNode['params'];
  /** The least is beside the target, greater ones are left of it. */
  readonly column: number;
}

/** Some new nodes and wires, and where they go: left of a node, as one block where there is room. */
export interface GraphPart {
  /** Gives the id. */
  add(type: string, column: number, params?: GraphNode['params']): string;
  wire(from: Endpoint, to: Endpoint): void;
  cut(wire: string): void;
  /** `left`: top left corner of the node they belong to. `taken`: what lies on the canvas. */
  finish(left: Point, taken: readonly Bounds[]): { readonly edits: Edit[]; readonly ids: string[] };
}

export function graphPart(doc: GraphDocument, catalog: Catalog): GraphPart {
  const nodes: Planned[] = [];
  const wires: string[] = [];
  const links: Edit[] = [];
  return {
    add(type, column, params = {}) {
      const id = freshId(
        doc,
        type,
        nodes.map((node) => node.id),
      );
      nodes.push({ id, type, params, column });
      return id;
    },
    wire(from, to) {
      const id = freshWireId(doc, wires);
      wires.push(id);
      links.push({ kind: 'connect', id, edge: { from, to } });
    },
    cut(wire) {
      links.push({ kind: 'disconnect', id: wire });
    },
    finish(left, taken) {
      const added = place(nodes, catalog, left, taken);
      return { edits: [...added, ...links], ids: nodes.map(({ id }) => id) };
    },
  };
}

function place(
  nodes: readonly Planned[],
  catalog: Catalog,
  left: Point,
  taken: readonly Bounds[],
): Edit[] {
  const columns = [...new Set(nodes.map(({ column }) => column))].sort((a, b) => b - a);
  const heights = new Map<number, number>();
  const boxes = nodes.map(({ type, params, column }) => {
    const definition = catalog.get(type);
    if (!definition) throw new Error(`the catalogue has no "${type}"`);
    const y = heights.get(column) ?? 0;
    heights.set(column, y + estimateSize(definition, params).height + gap);
    return { definition, x: columns.indexOf(column) * columnWidth, y };
  });
  const size = {
    width: columns.length * columnWidth - gap,
    height: Math.max(0, ...heights.values()) - gap,
  };
  const corner = freePlace({
    taken,
    size,
    at: { x: left.x - columns.length * columnWidth, y: left.y },
  });
  return nodes.flatMap(({ id, type, params }, index): Edit[] => {
    const box = boxes[index];
    if (!box) return [];
    const position = { x: corner.x + box.x, y: corner.y + box.y };
    const node = { type, version: box.definition.version, params, position };
    return [{ kind: 'addNode', id, node }];
  });
}

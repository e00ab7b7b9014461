import type { GraphDocument } from './document';
import { naturalOrder } from './natural-order';
import { own } from './own';

/** How the keys of an object are ordered: the known ones first, the others sorted behind. */
interface Layout {
  readonly first: readonly string[];
  /** Layouts of the values under known keys. */
  readonly at?: Readonly<Record<string, Layout>>;
  /** Layout of every value: a record by id. */
  readonly each?: Layout;
}

const plain: Layout = { first: [] };
const point: Layout = { first: ['x', 'y'] };
const endpoint: Layout = { first: ['node', 'port'] };
const modelRef: Layout = { first: ['name', 'family', 'hash', 'path'] };
const node: Layout = {
  first: [
    'type',
    'version',
    'title',
    'params',
    'position',
    'width',
    'height',
    'pinned',
    'collapsed',
  ],
  at: { position: point },
};
const edge: Layout = { first: ['from', 'to'], at: { from: endpoint, to: endpoint } };
const zone: Layout = { first: ['begin', 'end'] };
const graph: Layout = {
  first: [
    'format',
    'formatVersion',
    'name',
    'description',
    'models',
    'nodes',
    'edges',
    'zones',
    'view',
  ],
  at: {
    models: { first: [], each: modelRef },
    nodes: { first: [], each: node },
    edges: { first: [], each: edge },
    zones: { first: [], each: zone },
    view: { first: ['x', 'y', 'zoom'] },
  },
};

/**
 * Canonical text of a graph: the same document always gives the same bytes, whatever was edited
 * and undone on the way. Two-space JSON with a newline at the end.
 */
export function serializeDocument(doc: GraphDocument): string {
  return `${write(doc, graph, '')}\n`;
}

function write(value: unknown, layout: Layout, indent: string): string {
  if (typeof value !== 'object' || value === null) {
    const text = JSON.stringify(value);
    if (text === undefined) throw new Error(`a graph cannot hold a ${typeof value}`);
    return text;
  }
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    const items = value.map((item) => inner + write(item, layout.each ?? plain, inner));
    return `[\n${items.join(',\n')}\n${indent}]`;
  }
  const lines: string[] = [];
  for (const [key, child] of orderedEntries(value, layout.first)) {
    const childLayout = layout.each ?? (layout.at && own(layout.at, key)) ?? plain;
    lines.push(`${inner}${JSON.stringify(key)}: ${write(child, childLayout, inner)}`);
  }
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`;
}

function orderedEntries(value: object, first: readonly string[]): [string, unknown][] {
  const rank = (key: string): number => {
    const index = first.indexOf(key);
    return index < 0 ? first.length : index;
  };
  return Object.entries(value)
    .filter(([, child]) => child !== undefined)
    .sort(([a], [b]) => rank(a) - rank(b) || naturalOrder(a, b));
}

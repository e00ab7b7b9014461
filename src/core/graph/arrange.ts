import type { Catalog } from '../node-definition';
import { moveNodes } from './commands';
import type { GraphDocument, Point } from './document';
import type { Edit, NamedEdit } from './edit';
import type { Bounds } from './frames';
import { nodeTitle } from './node-title';
import { own } from './own';

/** Canvas units between the lines that nodes snap to; an arrow key moves by one. */
export const gridStep = 10;

/** Something to be lined up: a node, or a frame with what lies inside. */
export interface Item extends Bounds {
  readonly id: string;
  /** What goes along, each with where it is now. */
  readonly carries?: Readonly<Record<string, Point>>;
}

export const alignments = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const;
export type Alignment = (typeof alignments)[number];
export type Axis = 'across' | 'down';

/** What menus and keys can do to the selection, by the names the menu sends. */
export const arrangeCommands = [
  'alignLeft',
  'alignCentre',
  'alignRight',
  'alignTop',
  'alignMiddle',
  'alignBottom',
  'distributeAcross',
  'distributeDown',
  'layOut',
  'pin',
  'collapse',
] as const;
export type ArrangeCommand = (typeof arrangeCommands)[number];

interface Args {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly items: readonly Item[];
}

/**
 * Brings one side, or the middles, of all items to one line. Pinned ones stay, and say where the line
 * is. Null where nothing would move.
 */
export function alignNodes({ doc, catalog, items, to }: Args & { readonly to: Alignment }) {
  const axis = to === 'left' || to === 'centre' || to === 'right' ? 'x' : 'y';
  const size = axis === 'x' ? 'width' : 'height';
  const part = to === 'left' || to === 'top' ? 0 : to === 'right' || to === 'bottom' ? 1 : 0.5;
  const fixed = items.filter(({ id }) => isPinned(doc, id));
  const decisive = fixed.length > 0 ? fixed : items;
  const start = Math.min(...decisive.map((item) => item[axis]));
  const end = Math.max(...decisive.map((item) => item[axis] + item[size]));
  const line = start + (end - start) * part;
  const targets = items.map((item) => ({ item, [axis]: line - item[size] * part }));
  return moveTo({ doc, catalog, targets, label: `align ${count(items)}: ${to}` });
}

/**
 * Leaves equal gaps between items, in the order they lie in; the first and the last stay. Null for
 * fewer than three, and where nothing would move.
 */
export function distributeNodes({ doc, catalog, items, axis }: Args & { readonly axis: Axis }) {
  const [at, size] = axis === 'across' ? (['x', 'width'] as const) : (['y', 'height'] as const);
  const sorted = [...items].sort((a, b) => a[at] + a[size] / 2 - (b[at] + b[size] / 2));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (sorted.length < 3 || !first || !last) return null;
  const filled = sorted.reduce((sum, item) => sum + item[size], 0);
  const gap = (last[at] + last[size] - first[at] - filled) / (sorted.length - 1);
  let next = first[at];
  const targets = sorted.map((item) => {
    const place = next;
    next += item[size] + gap;
    return { item, [at]: place };
  });
  return moveTo({ doc, catalog, targets, label: `distribute ${count(items)} ${axis}` });
}

const count = (items: readonly Item[]) => (items.length === 1 ? '1 node' : `${items.length} nodes`);

export const isPinned = (doc: GraphDocument, id: string): boolean =>
  own(doc.nodes, id)?.pinned === true;

function moveTo(args: {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly targets: readonly { readonly item: Item; readonly x?: number; readonly y?: number }[];
  readonly label: string;
}): NamedEdit | null {
  const { doc, catalog, targets, label } = args;
  const positions: Record<string, Point> = {};
  for (const { item, x = item.x, y = item.y } of targets) {
    if (isPinned(doc, item.id)) continue;
    const [dx, dy] = [Math.round(x) - item.x, Math.round(y) - item.y];
    const taken = { ...item.carries, [item.id]: { x: item.x, y: item.y } };
    for (const [id, place] of Object.entries(taken)) {
      if (id !== item.id && isPinned(doc, id)) continue;
      positions[id] = { ...own(doc.nodes, id)?.position, x: place.x + dx, y: place.y + dy };
    }
  }
  const edit = moveNodes({ doc, catalog, positions });
  return edit && { ...edit, label, mergeKey: undefined };
}

/** What a node can be besides its type: `pinned` is not moved, `collapsed` is drawn as its title alone. */
export type NodeFlag = 'pinned' | 'collapsed';

const verbs: Readonly<Record<NodeFlag, readonly [on: string, off: string]>> = {
  pinned: ['pin', 'unpin'],
  collapsed: ['collapse', 'expand'],
};

/** Sets it on all where one lacks it, else takes it off all. Null where none of the ids is a node. */
export function toggleFlag(args: {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly ids: Iterable<string>;
  readonly flag: NodeFlag;
}): NamedEdit | null {
  const { doc, catalog, flag } = args;
  const nodes = [...new Set(args.ids)].flatMap((id) => {
    const node = own(doc.nodes, id);
    return node ? [{ id, has: node[flag] === true }] : [];
  });
  const [first] = nodes;
  if (!first) return null;
  const turnsOn = nodes.some(({ has }) => !has);
  const edits = nodes
    .filter(({ has }) => has !== turnsOn)
    .map(
      ({ id }): Edit => ({ kind: 'setNodeField', id, field: flag, value: turnsOn || undefined }),
    );
  const verb = verbs[flag][turnsOn ? 0 : 1];
  const what = nodes.length === 1 ? nodeTitle(doc, catalog, first.id) : `${nodes.length} nodes`;
  return { label: `${verb} ${what}`, edit: { kind: 'batch', edits } };
}

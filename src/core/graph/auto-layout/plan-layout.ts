import type { ZoneAnalysis } from '../analysis';
import type { GraphDocument, Point } from '../document';
import { type Bounds, frameType, insideFrame } from '../frames';
import { own } from '../own';
import { wiresOf } from '../topology';
import { type Box, type LayoutGroup, layoutGroups, type Padding } from './layout-groups';

/** A node as it is drawn; `inputs` and `outputs`: how far below its top each port lies. */
export interface LayoutBox extends Box {
  readonly inputs?: Readonly<Record<string, number>>;
  readonly outputs?: Readonly<Record<string, number>>;
}

/** What the layout engine places: a node with its notes, or a group of such. */
export interface LayoutItem {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly ports: readonly {
    readonly id: string;
    readonly side: 'in' | 'out';
    readonly y: number;
  }[];
  readonly children: readonly LayoutItem[];
  /** Of a group, around its children. */
  readonly padding?: Padding;
}

export interface LayoutPlan {
  readonly items: readonly LayoutItem[];
  /** Ends name ports of items. */
  readonly wires: readonly { readonly id: string; readonly from: string; readonly to: string }[];
  /** By leaf item: what moves with it, and where each lies from its top left corner. */
  readonly clusters: Readonly<Record<string, Readonly<Record<string, Point>>>>;
  /** Frames among the items. */
  readonly frames: readonly string[];
}

export interface LayoutArgs {
  readonly doc: GraphDocument;
  readonly zones: Readonly<Record<string, ZoneAnalysis>>;
  /** Canvas units around a loop's nodes. */
  readonly zonePadding: Padding;
  /** What is to be laid out, as it lies now. */
  readonly boxes: readonly LayoutBox[];
}

/** Canvas units: a note further away belongs to no node. */
const noteReach = 160;

/** What to give the layout engine: groups of groups, notes with their nodes, and the wires between. */
export function planLayout(args: LayoutArgs): LayoutPlan {
  const { doc, boxes } = args;
  const typeOf = (id: string) => own(doc.nodes, id)?.type;
  const placed = boxes.filter(({ id }) => typeOf(id) !== frameType && typeOf(id) !== 'note');
  const placeable = new Set(placed.map(({ id }) => id));
  const groups = layoutGroups({ ...args, placeable });
  const notes = notesByNode(args, placed);
  const clusters: Record<string, Record<string, Point>> = {};
  const leaves = new Map<string, LayoutItem>();
  // From top to bottom and left to right, so that what the engine is free to choose stays as it was.
  for (const box of [...placed].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const together = [box, ...(notes.get(box.id) ?? [])];
    const around = union(together);
    clusters[box.id] = Object.fromEntries(
      together.map(({ id, x, y }) => [id, { x: x - around.x, y: y - around.y }]),
    );
    leaves.set(box.id, leaf(doc, box, around));
  }
  const wires = wiresOf(doc)
    .filter(({ from, to }) => placeable.has(from.node) && placeable.has(to.node))
    .map(({ id, from, to }) => ({
      id,
      from: portId(from.node, 'out', from.port),
      to: portId(to.node, 'in', to.port),
    }));
  const frames = groups.filter(({ kind }) => kind === 'frame').map(({ id }) => id);
  return { items: nest([...leaves.values()], groups), wires, clusters, frames };
}

const portId = (node: string, side: 'in' | 'out', port: string) => `${node} ${side} ${port}`;

/** With a port for each wired port of the node, where it is drawn; its middle where that is not known. */
function leaf(doc: GraphDocument, box: LayoutBox, around: Bounds): LayoutItem {
  const ports = new Map<string, LayoutItem['ports'][number]>();
  const add = (side: 'in' | 'out', port: string, y: number | undefined) => {
    const id = portId(box.id, side, port);
    ports.set(id, { id, side, y: box.y - around.y + (y ?? box.height / 2) });
  };
  for (const { from, to } of Object.values(doc.edges)) {
    if (to.node === box.id) add('in', to.port, own(box.inputs ?? {}, to.port));
    if (from.node === box.id) add('out', from.port, own(box.outputs ?? {}, from.port));
  }
  const { width, height } = around;
  return { id: box.id, width, height, ports: [...ports.values()], children: [] };
}

/** Groups come outermost first, so each is taken apart by those behind it. */
function nest(
  leaves: readonly LayoutItem[],
  groups: readonly LayoutGroup[],
): readonly LayoutItem[] {
  const [outer, ...rest] = groups;
  if (!outer) return leaves;
  const inside = leaves.filter(({ id }) => outer.members.has(id));
  const within = rest.filter(({ members }) => [...members].every((id) => outer.members.has(id)));
  const beside = rest.filter((one) => !within.includes(one));
  const item: LayoutItem = {
    id: outer.id,
    ...{ width: 0, height: 0, ports: [], padding: outer.padding },
    children: nest(inside, within),
  };
  return [
    item,
    ...nest(
      leaves.filter((one) => !inside.includes(one)),
      beside,
    ),
  ];
}

/** Each note goes with the nearest node: of its frame, or else of those within reach. */
function notesByNode(
  { doc, boxes }: LayoutArgs,
  placed: readonly LayoutBox[],
): ReadonlyMap<string, readonly Box[]> {
  const frames = boxes
    .filter(({ id }) => own(doc.nodes, id)?.type === frameType)
    .sort((a, b) => a.width * a.height - b.width * b.height)
    .map((frame) => new Set(insideFrame(frame, boxes)));
  const found = new Map<string, Box[]>();
  for (const note of boxes.filter(({ id }) => own(doc.nodes, id)?.type === 'note')) {
    const home = frames.find((inside) => inside.has(note.id));
    const [nearest] = placed
      .filter(({ id }) => (home ? home.has(id) : !frames.some((inside) => inside.has(id))))
      .map((box) => ({ id: box.id, far: distance(box, note) }))
      .filter(({ far }) => home !== undefined || far <= noteReach)
      .sort((a, b) => a.far - b.far);
    if (nearest) found.set(nearest.id, [...(found.get(nearest.id) ?? []), note]);
  }
  return found;
}

/** Canvas units between two boxes; 0 where they touch. */
function distance(a: Bounds, b: Bounds): number {
  const dx = Math.max(0, a.x - (b.x + b.width), b.x - (a.x + a.width));
  const dy = Math.max(0, a.y - (b.y + b.height), b.y - (a.y + a.height));
  return Math.hypot(dx, dy);
}

/** The smallest box around boxes, of which there is at least one. */
export function union(boxes: readonly Bounds[]): Bounds {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

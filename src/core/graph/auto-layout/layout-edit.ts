import type { Catalog } from '../../node-definition';
import { isPinned } from '../arrange';
import { moveNodes } from '../commands';
import type { Point } from '../document';
import type { Edit, NamedEdit } from '../edit';
import { type Bounds, boundsAround, frameType, insideFrame, setBounds } from '../frames';
import { own } from '../own';
import { type LayoutArgs, type LayoutPlan, union } from './plan-layout';

/** Canvas units that are left free between a pinned node and one that had to give way. */
const gap = 40;

/**
 * The edit that brings everything to where the layout engine put it. The whole keeps its top left
 * corner; pinned nodes keep their places, and what would lie on one goes below it; frames fit what
 * they held. `places`: items by id, in any common coordinates. Null where nothing would move.
 */
export function layoutEdit(args: {
  readonly layout: LayoutArgs & { readonly catalog: Catalog };
  readonly plan: LayoutPlan;
  readonly places: Readonly<Record<string, Bounds>>;
  /** Corners are brought to multiples of it; 1 for none. */
  readonly grid: number;
}): NamedEdit | null {
  const { layout, plan, places, grid } = args;
  const { doc, catalog, boxes } = layout;
  const sizes = new Map(boxes.map((box) => [box.id, box]));
  const { dx, dy } = shiftOf(args);
  const toCanvas = (at: Bounds): Bounds => ({
    ...at,
    x: snap(at.x + dx, grid),
    y: snap(at.y + dy, grid),
  });
  const placed = placeNodes(args, toCanvas);
  const now = (id: string): Bounds | null => {
    const [box, at] = [sizes.get(id), placed[id]];
    return box && at ? { ...at, width: box.width, height: box.height } : null;
  };
  const edits: Edit[] = [];
  const keep = (named: NamedEdit | null) => void (named && edits.push(named.edit));
  const positions = Object.fromEntries(
    Object.entries(placed).map(([id, at]) => [id, { ...own(doc.nodes, id)?.position, ...at }]),
  );
  keep(moveNodes({ doc, catalog, positions }));
  const pins = boxes.some(({ id }) => isPinned(doc, id));
  // From the inside out: a frame goes around the frames inside it as they are then.
  const frames = boxes
    .filter(({ id }) => own(doc.nodes, id)?.type === frameType && !isPinned(doc, id))
    .sort((a, b) => a.width * a.height - b.width * b.height);
  const fitted = new Map<string, Bounds>();
  for (const frame of frames) {
    const inside = insideFrame(frame, boxes).flatMap((id) => fitted.get(id) ?? now(id) ?? []);
    if (inside.length === 0) continue;
    const given = plan.frames.includes(frame.id) && !pins ? own(places, frame.id) : undefined;
    const bounds = given ? toCanvas(given) : boundsAround(inside);
    fitted.set(frame.id, bounds);
    keep(setBounds({ doc, catalog, id: frame.id, bounds }));
  }
  const obstacles = [...boxes.flatMap(({ id }) => now(id) ?? []), ...fitted.values()];
  keep(moveNodes({ doc, catalog, positions: clearNotes(args, placed, obstacles) }));
  if (edits.length === 0) return null;
  const count = Object.keys(plan.clusters).length;
  return {
    label: `lay out ${count === 1 ? '1 node' : `${count} nodes`}`,
    edit: { kind: 'batch', edits },
  };
}

const snap = (value: number, grid: number) => Math.round(value / grid) * grid;

type Args = Parameters<typeof layoutEdit>[0];

/** From the engine's coordinates to the canvas: pinned nodes, or else the top left corner, stay. */
function shiftOf({ layout, plan, places }: Args): { readonly dx: number; readonly dy: number } {
  const { doc, boxes } = layout;
  const pinned = boxes.flatMap((box) => {
    const [at, inside] = [own(places, box.id), own(plan.clusters, box.id)?.[box.id]];
    return isPinned(doc, box.id) && at && inside
      ? [{ dx: box.x - at.x - inside.x, dy: box.y - at.y - inside.y }]
      : [];
  });
  if (pinned.length > 0) {
    const mean = (key: 'dx' | 'dy') => pinned.reduce((sum, p) => sum + p[key], 0) / pinned.length;
    return { dx: mean('dx'), dy: mean('dy') };
  }
  const moved = new Set([...plan.frames, ...Object.values(plan.clusters).flatMap(Object.keys)]);
  const before = boxes.filter(({ id }) => moved.has(id));
  const after = Object.values(places);
  if (before.length === 0 || after.length === 0) return { dx: 0, dy: 0 };
  const [from, to] = [union(before), union(after)];
  return { dx: from.x - to.x, dy: from.y - to.y };
}

/** Top left corners of nodes and notes; frames come after them. */
function placeNodes(
  { layout, plan, places }: Args,
  toCanvas: (at: Bounds) => Bounds,
): Record<string, Point> {
  const { doc, boxes } = layout;
  const fixed = boxes.filter(
    ({ id }) => isPinned(doc, id) && own(doc.nodes, id)?.type !== frameType,
  );
  const result: Record<string, Point> = {};
  const taken: Bounds[] = [...fixed];
  const leaves = Object.entries(plan.clusters)
    .flatMap(([id, members]) => {
      const at = own(places, id);
      return at ? [{ members, at: toCanvas(at) }] : [];
    })
    .sort((a, b) => a.at.y - b.at.y || a.at.x - b.at.x);
  for (const { members, at } of leaves) {
    const free = Object.keys(members).filter((id) => !isPinned(doc, id));
    if (free.length === 0) continue;
    const y = fixed.length > 0 ? clearOf(at, taken) : at.y;
    taken.push({ ...at, y });
    for (const id of free) {
      const inside = members[id] ?? { x: 0, y: 0 };
      result[id] = { x: Math.round(at.x + inside.x), y: Math.round(y + inside.y) };
    }
  }
  return result;
}

/** Notes that belong to no node stay, but not below what now lies there. */
function clearNotes(
  { layout: { doc, boxes } }: Args,
  placed: Readonly<Record<string, Point>>,
  obstacles: readonly Bounds[],
): Record<string, Point> {
  const loose = boxes.filter(
    ({ id }) => own(doc.nodes, id)?.type === 'note' && !own(placed, id) && !isPinned(doc, id),
  );
  return Object.fromEntries(
    loose.map((note) => {
      const position = own(doc.nodes, note.id)?.position;
      return [note.id, { ...position, x: note.x, y: clearOf(note, obstacles) }];
    }),
  );
}

/** The nearest place further down where a box lies on none of the others. */
function clearOf(box: Bounds, others: readonly Bounds[]): number {
  let y = box.y;
  for (;;) {
    const hit = others.find(
      (other) =>
        box.x < other.x + other.width &&
        other.x < box.x + box.width &&
        y < other.y + other.height &&
        other.y < y + box.height,
    );
    if (!hit) return y;
    y = Math.round(hit.y + hit.height + gap);
  }
}

import type { Catalog } from '../node-definition';
import { type AddingEdit, addNode } from './add-node';
import type { GraphDocument, GraphNode, Point } from './document';
import type { Edit, NamedEdit } from './edit';
import { nodeTitle } from './node-title';
import { own } from './own';

/** The node type that is a box behind others. */
export const frameType = 'frame';

/** Both themes have a tone for each: `--frame-<value>`. */
export const frameColours = [
  { value: 'grey', label: 'Grey' },
  { value: 'blue', label: 'Blue' },
  { value: 'green', label: 'Green' },
  { value: 'amber', label: 'Amber' },
  { value: 'red', label: 'Red' },
  { value: 'violet', label: 'Violet' },
] as const;

/** Canvas units of a frame that nobody has resized. */
const usual = { width: 560, height: 360 };
/** Canvas units between a frame's border and the nodes it was made around; the top holds the title. */
export const framePadding = { x: 28, top: 56, bottom: 28 };

/** Canvas units, top left corner first. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The size the file gives; a frame has one of its own where the file gives none. */
export function givenSize({
  type,
  width,
  height,
}: GraphNode): Pick<Partial<Bounds>, 'width' | 'height'> {
  return type === frameType
    ? { width: width ?? usual.width, height: height ?? usual.height }
    : { width, height };
}

/** Ids of what lies wholly inside a frame, other frames too; never itself. */
export function insideFrame(
  frame: Bounds & { readonly id: string },
  others: readonly (Bounds & { readonly id: string })[],
): readonly string[] {
  return others
    .filter(
      ({ id, x, y, width, height }) =>
        id !== frame.id &&
        x >= frame.x &&
        y >= frame.y &&
        x + width <= frame.x + frame.width &&
        y + height <= frame.y + frame.height,
    )
    .map(({ id }) => id);
}

/** Adds a frame around areas; null where there are none. */
export function addFrame(args: {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly around: readonly Bounds[];
}): AddingEdit | null {
  const { doc, catalog, around } = args;
  if (around.length === 0) return null;
  const { x, y, ...size } = boundsAround(around);
  return addNode({ doc, catalog, type: frameType, position: { x, y }, size });
}

/** Where a frame lies that goes around areas, with room for its title. At least one area. */
export function boundsAround(areas: readonly Bounds[]): Bounds {
  const left = Math.min(...areas.map(({ x }) => x)) - framePadding.x;
  const top = Math.min(...areas.map(({ y }) => y)) - framePadding.top;
  const right = Math.max(...areas.map(({ x, width }) => x + width)) + framePadding.x;
  const bottom = Math.max(...areas.map(({ y, height }) => y + height)) + framePadding.bottom;
  return {
    x: Math.round(left),
    y: Math.round(top),
    width: Math.ceil(right - left),
    height: Math.ceil(bottom - top),
  };
}

/** Size and place together, as one step of undo; null where nothing changes. */
export function setBounds(args: {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly id: string;
  readonly bounds: Bounds;
}): NamedEdit | null {
  const { doc, catalog, id, bounds } = args;
  const node = own(doc.nodes, id);
  if (!node) return null;
  const to: Point = { ...node.position, x: Math.round(bounds.x), y: Math.round(bounds.y) };
  const edits: Edit[] = [];
  for (const field of ['width', 'height'] as const) {
    const value = Math.round(bounds[field]);
    if (node[field] !== value) edits.push({ kind: 'setNodeField', id, field, value });
  }
  if (to.x !== node.position.x || to.y !== node.position.y)
    edits.push({ kind: 'moveNodes', positions: { [id]: to } });
  if (edits.length === 0) return null;
  return { label: `resize ${nodeTitle(doc, catalog, id)}`, edit: { kind: 'batch', edits } };
}

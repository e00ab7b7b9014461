import {
  type Alignment,
  type ArrangeCommand,
  type Axis,
  alignNodes,
  distributeNodes,
  type Item,
  type NodeFlag,
  toggleFlag,
} from '@core/graph/arrange';
import type { NamedEdit } from '@core/graph/edit';
import { frameType } from '@core/graph/frames';
import { own } from '@core/graph/own';
import { catalog } from '@nodes';
import { useDocument } from '../../stores/document';
import { frameContents, placedNodes } from '../frames/frame-contents';
import { type DrawnCanvas, layOut } from './lay-out';

const alignTo: Readonly<Partial<Record<ArrangeCommand, Alignment>>> = {
  alignLeft: 'left',
  alignCentre: 'centre',
  alignRight: 'right',
  alignTop: 'top',
  alignMiddle: 'middle',
  alignBottom: 'bottom',
};
const axes: Readonly<Partial<Record<ArrangeCommand, Axis>>> = {
  distributeAcross: 'across',
  distributeDown: 'down',
};
const flags: Readonly<Partial<Record<ArrangeCommand, NodeFlag>>> = {
  pin: 'pinned',
  collapse: 'collapsed',
};

/** What the menus and keys of arranging do. */
export function arrangeSelection(what: ArrangeCommand, canvas: DrawnCanvas): void {
  if (what === 'layOut') {
    void layOut(canvas);
    return;
  }
  const { doc, apply } = useDocument.getState();
  const [to, axis, flag] = [alignTo[what], axes[what], flags[what]];
  const shared = { doc, catalog };
  let edit: NamedEdit | null = null;
  if (to) edit = alignNodes({ ...shared, items: selectedItems(), to });
  if (axis) edit = distributeNodes({ ...shared, items: selectedItems(), axis });
  if (flag) edit = toggleFlag({ ...shared, ids: flaggable(flag), flag });
  if (edit) apply(edit);
}

/** The selection as what is lined up: what lies in a selected frame goes with it. */
function selectedItems(): readonly Item[] {
  const { selectedNodes } = useDocument.getState();
  const placed = placedNodes();
  const carried = new Set([...selectedNodes].flatMap(frameContents));
  return placed
    .filter(({ id }) => selectedNodes.has(id) && !carried.has(id))
    .map((box) => {
      const inside = new Set(frameContents(box.id));
      const carries = Object.fromEntries(
        placed.filter(({ id }) => inside.has(id)).map(({ id, x, y }) => [id, { x, y }]),
      );
      return { ...box, carries };
    });
}

/** Frames, notes and reroutes have nothing that could be folded away. */
const neverCollapsed: ReadonlySet<string> = new Set([frameType, 'note', 'reroute']);

export const canCollapse = (type: string): boolean =>
  catalog.has(type) && !neverCollapsed.has(type);

function flaggable(flag: NodeFlag): readonly string[] {
  const { doc, selectedNodes } = useDocument.getState();
  const type = (id: string) => own(doc.nodes, id)?.type ?? '';
  return [...selectedNodes].filter((id) => flag === 'pinned' || canCollapse(type(id)));
}

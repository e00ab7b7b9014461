import { isPinned } from '@core/graph/arrange';
import type { Point } from '@core/graph/document';
import { useDocument } from '../../stores/document';
import { commitMove } from '../actions/edit-actions';
import { moveLocally, useFlow } from '../flow-store';
import type { FlowNode } from '../flow-types';
import { frameContents } from './frame-contents';

/** A frame that is being dragged, and what lay inside it when the drag began. */
interface Carried {
  readonly frame: string;
  readonly from: Point;
  readonly contents: Readonly<Record<string, Point>>;
}

let carried: readonly Carried[] = [];

/** What lies in the dragged frames now goes with them, but for what is pinned; of two frames the first takes it. */
export function startDrag(dragged: readonly FlowNode[]): void {
  const taken = new Set(dragged.map(({ id }) => id));
  const { doc } = useDocument.getState();
  const places = new Map(useFlow.getState().nodes.map(({ id, position }) => [id, position]));
  carried = dragged.flatMap(({ id, position }): Carried[] => {
    const contents: Record<string, Point> = {};
    for (const inside of frameContents(id)) {
      const place = places.get(inside);
      if (taken.has(inside) || !place || isPinned(doc, inside)) continue;
      taken.add(inside);
      contents[inside] = place;
    }
    return Object.keys(contents).length > 0
      ? [{ frame: id, from: places.get(id) ?? position, contents }]
      : [];
  });
}

export function drag(dragged: readonly FlowNode[]): void {
  if (carried.length > 0) moveLocally(carriedPlaces(dragged), true);
}

/** One edit for the frames and what they carried. */
export function endDrag(dragged: readonly FlowNode[]): void {
  const places = carriedPlaces(dragged);
  if (carried.length > 0) moveLocally(places, false);
  carried = [];
  commitMove([...dragged, ...Object.entries(places).map(([id, position]) => ({ id, position }))]);
}

function carriedPlaces(dragged: readonly FlowNode[]): Record<string, Point> {
  const places: Record<string, Point> = {};
  for (const { frame, from, contents } of carried) {
    const now = dragged.find(({ id }) => id === frame)?.position ?? from;
    for (const [id, { x, y }] of Object.entries(contents))
      places[id] = { x: x + now.x - from.x, y: y + now.y - from.y };
  }
  return places;
}

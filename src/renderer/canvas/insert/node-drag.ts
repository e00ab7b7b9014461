import { joinEdits, moveNodes } from '@core/graph/commands';
import type { Point } from '@core/graph/document';
import { own } from '@core/graph/own';
import { topologyOf } from '@core/graph/topology';
import { catalog } from '@nodes';
import type { MouseEvent as ReactMouseEvent } from 'react';
import { useDocument } from '../../stores/document';
import type { FlowNode } from '../flow-types';
import { hoverWire, leaveWire, trySplice, useDropHint, wireAt, wireHint } from './drop-target';

export type DragEvent = ReactMouseEvent | MouseEvent | TouchEvent;

/** A node that lies on a wire is hit along its middle: at its ends, and between. */
const along = [0.02, 0.25, 0.5, 0.75, 0.98];

/** One node without wires: the only kind that a drop puts into a wire. */
function loneNode(moved: readonly FlowNode[]): string | null {
  const [only] = moved;
  if (!only || moved.length > 1) return null;
  const { doc } = useDocument.getState();
  const definition = catalog.get(own(doc.nodes, only.id)?.type ?? '');
  if (!definition || Object.keys(definition.inputs).length === 0) return null;
  const { into, outOf } = topologyOf(doc);
  return into(only.id).length + outOf(only.id).length === 0 ? only.id : null;
}

function pointsOf(event: DragEvent, id: string): readonly Point[] {
  const rect = document
    .querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
    ?.getBoundingClientRect();
  const pointer = 'clientX' in event ? [{ x: event.clientX, y: event.clientY }] : [];
  if (!rect) return pointer;
  const y = rect.top + rect.height / 2;
  return [...pointer, ...along.map((part) => ({ x: rect.left + rect.width * part, y }))];
}

/** While one node is dragged: lights the wire it lies on, and says why it does not go into it. */
export function dragOverWires(event: DragEvent, moved: readonly FlowNode[]): void {
  const id = loneNode(moved);
  if (id === null) return;
  const points = pointsOf(event, id);
  const hover = hoverWire(wireAt(points), id);
  const at = points[0];
  useDropHint.setState({ hint: hover && at ? { at, wire: wireHint(hover) } : null });
}

/** Puts the node that was let go into the wire below it, with its move as one step. False: there is none. */
export function dropOnWire(event: DragEvent, moved: readonly FlowNode[]): boolean {
  const id = loneNode(moved);
  const wire = id === null ? null : wireAt(pointsOf(event, id));
  leaveWire();
  useDropHint.setState({ hint: null });
  const position = moved[0]?.position;
  if (id === null || wire === null || !position) return false;
  const spliced = trySplice(wire, id);
  if (!spliced.ok) return false;
  const { doc, apply } = useDocument.getState();
  const to = { x: Math.round(position.x), y: Math.round(position.y) };
  const move = moveNodes({ doc, catalog, positions: { [id]: to } });
  apply(joinEdits(spliced.value.label, [...(move ? [move] : []), spliced.value]));
  return true;
}

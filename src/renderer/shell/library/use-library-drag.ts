import type { Point } from '@core/graph/document';
import type { NodeDefinition } from '@core/node-definition';
import { type PointerEvent, useEffect, useRef } from 'react';
import { canvasSpace } from '../../canvas/insert/canvas-space';
import {
  hoverWire,
  leaveWire,
  useDropHint,
  wireAt,
  wireHint,
} from '../../canvas/insert/drop-target';
import { addNodeAt, spliceNodeAt } from '../../canvas/insert/insert-actions';

/** Pixels the pointer moves before a press is a drag. */
const slack = 4;
/** Canvas units: the pointer holds a node by its title. */
const grip: Point = { x: 124, y: 18 };

/**
 * Drags nodes out of the library onto the canvas: on empty canvas they are placed, on a wire they go
 * into it. Escape lets go of the node. A press without a move stays a click.
 */
export function useLibraryDrag(): (definition: NodeDefinition, event: PointerEvent) => void {
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);
  return (definition, start) => {
    if (start.button !== 0) return;
    stop.current?.();
    let dragging = false;
    const clientOf = ({ clientX, clientY }: MouseEvent): Point => ({ x: clientX, y: clientY });
    const place = (at: Point): Point => {
      const { x, y } = canvasSpace()?.toCanvas(at) ?? at;
      return { x: x - grip.x, y: y - grip.y };
    };
    const isOver = (at: Point) => canvasSpace()?.covers(at) === true;

    const move = (event: MouseEvent) => {
      const at = clientOf(event);
      dragging ||= Math.hypot(at.x - start.clientX, at.y - start.clientY) > slack;
      if (!dragging) return;
      const wire = isOver(at) ? wireAt([at]) : null;
      const hover = hoverWire(wire, { type: definition.type, position: place(at) });
      useDropHint.setState({ hint: { at, definition, wire: wireHint(hover) } });
    };
    const finish = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', drop);
      window.removeEventListener('pointercancel', finish);
      window.removeEventListener('keydown', onKeyDown, true);
      stop.current = null;
      leaveWire();
      useDropHint.setState({ hint: null });
    };
    const drop = (event: MouseEvent) => {
      const at = clientOf(event);
      const wire = wireAt([at]);
      const lands = dragging && isOver(at);
      finish();
      if (!lands) return;
      if (wire === null) addNodeAt(definition, place(at));
      else spliceNodeAt(definition, wire, place(at));
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      finish();
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', drop);
    window.addEventListener('pointercancel', finish);
    window.addEventListener('keydown', onKeyDown, true);
    stop.current = finish;
  };
}

import type { Point } from '@core/graph/document';
import { useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';
import type { FlowEdge, FlowNode } from '../flow-types';

/** Where the canvas is, for panels beside it. */
export interface CanvasSpace {
  /** Client pixels to canvas units. */
  toCanvas(client: Point): Point;
  /** Whether the point, in client pixels, lies on the canvas and nothing covers it. */
  covers(client: Point): boolean;
  /** The middle of what is in view, canvas units. */
  middle(): Point;
}

let space: CanvasSpace | null = null;

/** Null until the canvas is on screen. */
export const canvasSpace = (): CanvasSpace | null => space;

/** Tells the panels beside it where the canvas is, for as long as it is on screen. */
export function useCanvasSpace(canvas: RefObject<HTMLElement | null>): void {
  const { screenToFlowPosition } = useReactFlow<FlowNode, FlowEdge>();
  useEffect(() => {
    const mine: CanvasSpace = {
      toCanvas: (client) => screenToFlowPosition(client),
      covers: ({ x, y }) => canvas.current?.contains(document.elementFromPoint(x, y)) === true,
      middle: () => {
        const rect = canvas.current?.getBoundingClientRect();
        return screenToFlowPosition(
          rect ? { x: rect.left + rect.width / 2, y: rect.top + rect.height / 2 } : { x: 0, y: 0 },
        );
      },
    };
    space = mine;
    return () => {
      if (space === mine) space = null;
    };
  }, [canvas, screenToFlowPosition]);
}

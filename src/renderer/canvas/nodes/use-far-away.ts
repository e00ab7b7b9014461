import { type RefObject, useLayoutEffect, useState } from 'react';
import { useCanvasUi } from '../canvas-ui';

/** Milliseconds a node is drawn in full before it is simplified: React Flow measures its ports then. */
const settleMs = 250;

/**
 * The exact height to keep while only a node's header is drawn, or null to draw all of it. A node
 * that changed its height would be measured again, without ports, and lose its wires.
 */
export function useFarAway(sheet: RefObject<HTMLElement | null>): number | null {
  const far = useCanvasUi((state) => state.far);
  const [height, setHeight] = useState<number | null>(null);
  useLayoutEffect(() => {
    if (!far) {
      setHeight(null);
      return;
    }
    const timer = setTimeout(() => {
      if (!sheet.current) return;
      // Layout counts in 1/64 px and cuts off; the computed value is rounded, maybe down.
      setHeight(Number.parseFloat(getComputedStyle(sheet.current).height) + 0.004);
    }, settleMs);
    return () => clearTimeout(timer);
  }, [far, sheet]);
  return far ? height : null;
}

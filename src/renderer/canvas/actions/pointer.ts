import type { Point } from '@core/graph/document';

let last: Point | null = null;

/** Client pixels of the pointer while it is over the canvas: where a paste and the palette go. */
export const pointerOnCanvas = (): Point | null => last;

export function trackPointer(element: HTMLElement): () => void {
  const move = (event: PointerEvent) => {
    last = { x: event.clientX, y: event.clientY };
  };
  const leave = () => {
    last = null;
  };
  element.addEventListener('pointermove', move);
  element.addEventListener('pointerleave', leave);
  return () => {
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerleave', leave);
  };
}

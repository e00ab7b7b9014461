import type { CanvasActions } from './types';

let registered: CanvasActions | null = null;

/** The canvas calls it on mount; the function given back is for its unmount. */
export function registerCanvas(actions: CanvasActions): () => void {
  registered = actions;
  return () => {
    if (registered === actions) registered = null;
  };
}

/** Null until the canvas is on screen. */
export const canvasActions = (): CanvasActions | null => registered;

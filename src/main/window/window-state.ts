import type { BrowserWindow, Rectangle } from 'electron';
import { z } from 'zod';
import { openStateFile, type StateFile } from '../settings/state-file';

const windowStateSchema = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().min(400),
  height: z.number().int().min(300),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof windowStateSchema>;

export const openWindowState = (file: string) =>
  openStateFile({
    file,
    schema: windowStateSchema,
    initial: { width: 1440, height: 900, maximized: false },
    title: 'The window position',
  });

/** A position on a screen that is gone would open the window where nobody sees it. */
export function visibleState(state: WindowState, screens: readonly Rectangle[]): WindowState {
  const { x, y, ...rest } = state;
  if (x === undefined || y === undefined) return rest;
  // The middle of the title bar must be on a screen, or the window cannot be dragged.
  const grip = { x: x + rest.width / 2, y: y + 10 };
  const visible = screens.some(
    (screen) =>
      grip.x >= screen.x &&
      grip.x < screen.x + screen.width &&
      grip.y >= screen.y &&
      grip.y < screen.y + screen.height,
  );
  return visible ? state : rest;
}

/** Writes size and position half a second after they last changed, and nothing while maximised. */
export function keepWindowState(window: BrowserWindow, state: StateFile<WindowState>): void {
  let timer: NodeJS.Timeout | undefined;
  const write = () => {
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    state.set({ ...window.getNormalBounds(), maximized: window.isMaximized() }).catch((error) => {
      console.error('the window position was not kept:', error);
    });
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(write, 500);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('close', () => {
    clearTimeout(timer);
    write();
  });
  window.on('closed', () => clearTimeout(timer));
}

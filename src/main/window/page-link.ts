import type { IpcEventName, IpcEvents } from '@core/ipc-contract';
import type { BrowserWindow } from 'electron';

/** The way to the window's page, which listens some time after the window opened, and again when reloaded. */
export interface PageLink {
  /** Lost while the page does not listen: for what only matters now. */
  send<E extends IpcEventName>(event: E, payload: IpcEvents[E]): void;
  /** At once, or as soon as the page listens. Of several with one key only the last is kept. */
  whenListening(key: string, action: () => void): void;
  listening(): void;
  gone(): void;
}

export function createPageLink(
  currentWindow: () => Pick<BrowserWindow, 'isDestroyed' | 'webContents'> | undefined,
): PageLink {
  let ready = false;
  const waiting = new Map<string, () => void>();
  return {
    send(event, payload) {
      const window = currentWindow();
      if (window && !window.isDestroyed()) window.webContents.send(event, payload);
    },
    whenListening(key, action) {
      if (ready) action();
      else waiting.set(key, action);
    },
    listening() {
      ready = true;
      const actions = [...waiting.values()];
      waiting.clear();
      for (const action of actions) action();
    },
    gone() {
      ready = false;
    },
  };
}

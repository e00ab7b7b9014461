import type { BrowserWindow } from 'electron';
import type { Dialogs } from '../dialogs/dialogs';
import type { CloseGuard } from './close-guard';

export interface WindowGuards {
  readonly closeGuard: CloseGuard;
  readonly dialogs: Dialogs;
  /** The app's page. */
  readonly url: string;
  /** Called when a page begins to load, the first included, and when its process has died. */
  readonly pageGone: () => void;
}

/** Wires the close guard to the window, and offers a way on when the page's process dies. */
export function guardWindow(window: BrowserWindow, guards: WindowGuards): void {
  const { closeGuard, dialogs } = guards;
  const { webContents } = window;
  const gone = () => {
    closeGuard.pageIsGone();
    guards.pageGone();
  };
  window.on('close', (event) => {
    if (!closeGuard.requested()) event.preventDefault();
  });
  webContents.on('did-start-navigation', ({ url, isMainFrame, isSameDocument }) => {
    // Also told of navigations that are then refused: those leave the page as it is.
    if (url === guards.url && isMainFrame && !isSameDocument) gone();
  });
  webContents.on('did-finish-load', () => closeGuard.pageLoaded());
  webContents.on('render-process-gone', (_event, { reason }) => {
    gone();
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    void dialogs
      .choose({
        message: 'The window has stopped working.',
        detail: `Reason: ${reason}. Reloading starts with a new graph; saved files are as they were.`,
        buttons: ['Reload', 'Close'],
      })
      .then((choice) => {
        if (window.isDestroyed()) return;
        if (choice === 0) webContents.reload();
        else window.close();
      });
  });
}

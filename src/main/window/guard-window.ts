import type { BrowserWindow } from 'electron';
import type { Dialogs } from '../dialogs/dialogs';
import type { CloseGuard } from './close-guard';

/** Wires the close guard to the window, and offers a way on when the page's process dies. */
export function guardWindow(
  window: BrowserWindow,
  {
    closeGuard,
    dialogs,
    pageGone,
  }: {
    readonly closeGuard: CloseGuard;
    readonly dialogs: Dialogs;
    readonly pageGone: () => void;
  },
): void {
  const { webContents } = window;
  window.on('close', (event) => {
    if (!closeGuard.requested()) event.preventDefault();
  });
  webContents.on('did-finish-load', () => closeGuard.pageLoaded());
  webContents.on('render-process-gone', (_event, { reason }) => {
    closeGuard.pageIsGone();
    pageGone();
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

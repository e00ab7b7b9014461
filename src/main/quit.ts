import { app, type BrowserWindow } from 'electron';
import type { Dialogs } from './dialogs/dialogs';
import type { Supervisor } from './engine-supervisor/supervisor';
import { type CloseGuard, createCloseGuard } from './window/close-guard';
import type { PageLink } from './window/page-link';

/** Quitting closes the window first, which the page may refuse; the engine ends last. */
export function createQuitGuard(options: {
  readonly page: PageLink;
  readonly dialogs: Dialogs;
  readonly engine: Supervisor;
  readonly window: () => BrowserWindow | undefined;
}): CloseGuard {
  const { page, dialogs, engine, window } = options;
  let quitting = false;
  app.on('before-quit', () => {
    quitting = true;
  });
  app.on('window-all-closed', () => app.quit());
  let engineEnded = false;
  app.on('will-quit', (event) => {
    if (engineEnded) return;
    event.preventDefault();
    void engine.dispose().then(() => {
      engineEnded = true;
      app.quit();
    });
  });
  return createCloseGuard({
    askPage: () => page.send('event.closeRequested', null),
    async askUser() {
      const choice = await dialogs.choose({
        message: 'The window does not answer.',
        detail: 'Changes that were not saved are lost when it is closed now.',
        buttons: ['Close anyway', 'Wait'],
      });
      return choice === 0;
    },
    close: () => (quitting ? app.quit() : window()?.close()),
    stay: () => {
      quitting = false;
    },
  });
}

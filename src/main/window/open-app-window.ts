import { app } from 'electron';
import { nativeDialogs } from '../dialogs/native-dialogs';
import { createGraphFiles } from '../files/graph-files';
import { createFileWatch } from '../files/watch-files';
import type { Quitting } from '../quit';
import type { WindowTabs } from '../settings/session-tabs';
import type { AppWindow } from './app-windows';
import { createCloseGuard } from './close-guard';
import { createWindow, type WindowOptions } from './create-window';
import { guardWindow } from './guard-window';
import { createPageLink } from './page-link';

/** Opens a window with everything that is its own. Its page starts with `tabs`. */
export function openAppWindow(options: {
  readonly window: WindowOptions;
  readonly tabs: WindowTabs;
  readonly quitting: Quitting;
  /** A page begins to load, or its process has died. */
  readonly pageGone: (window: AppWindow) => void;
  readonly focused: (window: AppWindow) => void;
  readonly closed: (window: AppWindow) => void;
}): AppWindow {
  const { tabs, quitting } = options;
  const graphs = createGraphFiles();
  const window = createWindow(options.window);
  const current = () => (window.isDestroyed() ? undefined : window);
  const page = createPageLink(current);
  const dialogs = nativeDialogs(current);
  const closeGuard = createCloseGuard({
    askPage: () => page.send('event.closeRequested', null),
    async askUser() {
      const choice = await dialogs.choose({
        message: 'The window does not answer.',
        detail: 'Changes that were not saved are offered at the next start.',
        buttons: ['Close anyway', 'Wait'],
      });
      return choice === 0;
    },
    close: () => (quitting.isOn() ? app.quit() : current()?.close()),
    stay: () => quitting.off(),
  });
  const files = createFileWatch({
    stateOf: (path) => graphs.stateOf(path),
    told: (path, state) => page.send('event.fileChanged', { path, state }),
  });
  const { id } = window.webContents;
  const own: AppWindow = {
    ...{ id, window, page, dialogs, closeGuard, graphs, files },
    tabs,
  };
  window.on('focus', () => options.focused(own));
  window.on('closed', () => {
    files.close();
    options.closed(own);
  });
  const pageGone = () => {
    page.gone();
    options.pageGone(own);
  };
  guardWindow(window, { closeGuard, dialogs, url: options.window.url, pageGone });
  return own;
}

import { resolve } from 'node:path';
import type { AppError } from '@core/errors';
import { app } from 'electron';
import { type AppPaths, appPaths } from './app-paths';
import { openOnce } from './files/open-once';
import { openRecentFiles } from './files/recent-files';
import type { History } from './history/history';
import { allHandlers } from './ipc/all-handlers';
import { type Handlers, registerHandlers } from './ipc/register-handlers';
import { createJournals } from './journal/journals';
import { modelFoldersFromEnv } from './models/folders-from-env';
import { openModelLibrary } from './models/model-library';
import { listenForFiles } from './open-from-system';
import { createQuitting } from './quit';
import type { SessionState, SharedServices } from './services';
import { noTabs, openSessionTabs, type WindowTabs } from './settings/session-tabs';
import { openSettings } from './settings/settings';
import { createAppEngine } from './start-engine';
import { startHistory } from './start-history';
import { appUrl, serveApp } from './window/app-protocol';
import { type AppWindow, createAppWindows, raise } from './window/app-windows';
import { secureSession } from './window/content-security';
import { setMenu } from './window/menu';
import { openAppWindow } from './window/open-app-window';
import { rememberTabs } from './window/remember-tabs';
import { openWindowState } from './window/window-state';

/** Where electron-vite serves the page; an installed app never listens to it. */
const devServer = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;

/** Builds everything once and opens the windows, which wait neither for models nor for the engine. */
export async function startApp(): Promise<void> {
  const paths = appPaths();
  const windows = createAppWindows();
  const openable = new Set<string>();
  const written = new Set<string>();
  /** There once the settings are, which say how large it may be. */
  let history: History | undefined;
  const { supervisor: engine, ...appEngine } = createAppEngine({
    ...{ paths, written, windows },
    record: (event) => history?.recorder.event(event),
  });
  const journals = createJournals(paths.journals, (error) => {
    for (const { page } of windows.all()) page.send('event.journalFailed', error);
  });
  const quitting = createQuitting({ engine, journals, history: () => history });

  /** Asked for before there is a window, files wait for the first one. */
  let waiting: string | undefined;
  const openFromSystem = async (path: string) => {
    const target = windows.current();
    if (!target) {
      waiting = path;
      return;
    }
    target.page.whenListening('file', async () => {
      const opened = await openOnce({ graphs: target.graphs, recent, windows }, path);
      if (opened?.ok) target.page.send('event.openFile', opened.value);
      else if (opened) tellUser(opened.error);
    });
  };
  const tellUser = ({ message, hint }: AppError) =>
    void windows.current()?.dialogs.choose({ message, detail: hint, buttons: ['OK'] });
  listenForFiles({
    show() {
      const current = windows.current();
      if (current) raise(current);
    },
    open: (path) => void openFromSystem(path),
  });

  const showMenu = () =>
    setMenu({
      appName: app.name,
      recent,
      development: !app.isPackaged,
      settings: settings.get(),
      send: (command) => windows.current()?.page.send('event.menu', command),
      openRecent: (path) => void openFromSystem(path),
      newWindow: () => openWindow(noTabs),
    });
  const { settings, recent, windowState, library, sessionTabs } = await openState(paths, () =>
    showMenu(),
  );
  history = startHistory({ paths, settings, windows });
  const shared: SharedServices = {
    ...{ paths, settings, recent, library, engine, journals, windows, sessionTabs },
    history,
    claimRun: appEngine.claim,
  };
  const handlers = new Map<number, Handlers>();
  const handlersOf = (own: AppWindow) => {
    const session: SessionState = { documentFolder: undefined, openable, written };
    const { dialogs, closeGuard, page, graphs } = own;
    const window = () => (own.window.isDestroyed() ? undefined : own.window);
    return allHandlers({ ...shared, graphs, dialogs, closeGuard, session, page, own, window });
  };
  registerHandlers({
    handlersFor: (frame) => {
      const own = windows.all().find(({ window }) => frame === window.webContents.mainFrame);
      return own && handlers.get(own.id);
    },
    onDroppedPath: (path) => openable.add(resolve(path)),
  });
  secureSession(devServer);
  serveApp(paths.renderer);
  showMenu();
  // As the browser writes it: navigations are compared with it.
  const { href: url } = new URL(devServer ?? appUrl);
  const openWindow = (tabs: WindowTabs) => {
    const own = openAppWindow({
      window: {
        url,
        preload: paths.preload,
        icon: paths.icon,
        theme: settings.get().theme,
        scale: () => settings.get().interfaceScale,
        state: windowState,
      },
      ...{ tabs, quitting },
      pageGone(gone) {
        appEngine.abandon(gone);
        appEngine.introduce(gone);
        void journals.release(gone.id);
      },
      focused: ({ id }) => windows.focused(id),
      closed(closed) {
        windows.remove(closed.id);
        handlers.delete(closed.id);
        appEngine.abandon(closed);
        void journals.release(closed.id);
        // Closed for good, unless it is the last, or all of them close: those come again.
        if (windows.all().length > 0 && !quitting.isOn()) rememberTabs(shared);
      },
    });
    windows.add(own);
    handlers.set(own.id, handlersOf(own));
  };
  for (const tabs of sessionTabs.get().length > 0 ? sessionTabs.get() : [noTabs]) openWindow(tabs);
  if (waiting !== undefined) void openFromSystem(waiting);
  engine.start();
  // Hashing may take long the first time: begun now, it is there when the page asks.
  void library.list();
  for (const { problem } of [settings, recent, windowState, sessionTabs])
    if (problem) tellUser(problem);
}

/** What is remembered from start to start. */
async function openState(paths: AppPaths, onRecentChange: () => void) {
  const [settings, recent, windowState, sessionTabs, library] = await Promise.all([
    openSettings(paths.settings),
    openRecentFiles(paths.recent, onRecentChange),
    openWindowState(paths.windowState),
    openSessionTabs(paths.sessionTabs),
    openModelLibrary({
      bundledFolder: paths.bundledModels,
      cacheFile: paths.modelHashes,
      foldersFile: paths.modelFolders,
      extraFolders: modelFoldersFromEnv(process.env),
    }),
    app.whenReady(),
  ]);
  return { settings, recent, windowState, sessionTabs, library };
}

import { resolve } from 'node:path';
import type { AppError } from '@core/errors';
import { app, type BrowserWindow } from 'electron';
import { type AppPaths, appPaths } from './app-paths';
import { nativeDialogs } from './dialogs/native-dialogs';
import { createGraphFiles } from './files/graph-files';
import { openDocument } from './files/open-document';
import { openRecentFiles } from './files/recent-files';
import { allHandlers } from './ipc/all-handlers';
import { registerHandlers } from './ipc/register-handlers';
import { modelFoldersFromEnv } from './models/folders-from-env';
import { openModelLibrary } from './models/model-library';
import { listenForFiles } from './open-from-system';
import { createQuitGuard } from './quit';
import type { SessionState } from './services';
import { openSettings } from './settings/settings';
import { createAppEngine } from './start-engine';
import { appUrl, serveApp } from './window/app-protocol';
import { secureSession } from './window/content-security';
import { createWindow } from './window/create-window';
import { guardWindow } from './window/guard-window';
import { setMenu } from './window/menu';
import { createPageLink } from './window/page-link';
import { openWindowState } from './window/window-state';

/** Where electron-vite serves the page; an installed app never listens to it. */
const devServer = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;

/** Builds everything once and opens the window, which waits neither for models nor for the engine. */
export async function startApp(): Promise<void> {
  const paths = appPaths();
  let current: BrowserWindow | undefined;
  const window = () => current;
  const page = createPageLink(window);
  const dialogs = nativeDialogs(window);
  const session: SessionState = {
    documentFolder: undefined,
    openable: new Set(),
    written: new Set(),
  };
  const graphs = createGraphFiles();
  const { supervisor: engine, introduce } = createAppEngine(paths, session, page);
  const closeGuard = createQuitGuard({ page, dialogs, engine, window });

  const openFromSystem = async (path: string) => {
    const opened = await openDocument({ graphs, recent }, path);
    if (opened.ok) page.send('event.openFile', opened.value);
    else tellUser(opened.error);
  };
  const tellUser = ({ message, hint }: AppError) =>
    void dialogs.choose({ message, detail: hint, buttons: ['OK'] });
  listenForFiles({
    window,
    open: (path) => page.whenListening('file', () => void openFromSystem(path)),
  });

  const showMenu = () =>
    setMenu({
      appName: app.name,
      recent,
      development: !app.isPackaged,
      send: (command) => page.send('event.menu', command),
      openRecent: (path) => void openFromSystem(path),
    });
  const { settings, recent, windowState, library } = await openState(paths, () => showMenu());
  registerHandlers(
    allHandlers({
      ...{ paths, settings, recent, graphs, library, dialogs, engine, closeGuard, session, page },
      window,
    }),
    {
      isOurFrame: (frame) => frame !== null && frame === current?.webContents.mainFrame,
      onDroppedPath: (path) => session.openable.add(resolve(path)),
    },
  );
  secureSession(devServer);
  serveApp(paths.renderer);
  showMenu();
  // As the browser writes it: navigations are compared with it.
  const { href: url } = new URL(devServer ?? appUrl);
  current = createWindow({
    url,
    preload: paths.preload,
    icon: paths.icon,
    theme: settings.get().theme,
    state: windowState,
  });
  current.on('closed', () => {
    current = undefined;
  });
  const pageGone = () => {
    page.gone();
    // The next page knows nothing of the run: it could neither show nor stop it.
    engine.cancel();
    introduce();
  };
  guardWindow(current, { closeGuard, dialogs, url, pageGone });
  engine.start();
  // Hashing may take long the first time: begun now, it is there when the page asks.
  void library.list();
  for (const { problem } of [settings, recent, windowState]) if (problem) tellUser(problem);
}

/** What is remembered from start to start. */
async function openState(paths: AppPaths, onRecentChange: () => void) {
  const [settings, recent, windowState, library] = await Promise.all([
    openSettings(paths.settings),
    openRecentFiles(paths.recent, onRecentChange),
    openWindowState(paths.windowState),
    openModelLibrary({
      bundledFolder: paths.bundledModels,
      cacheFile: paths.modelHashes,
      foldersFile: paths.modelFolders,
      extraFolders: modelFoldersFromEnv(process.env),
    }),
    app.whenReady(),
  ]);
  return { settings, recent, windowState, library };
}

import { resolve } from 'node:path';
import type { AppError } from '@core/errors';
import type { IpcEventName, IpcEvents } from '@core/ipc-contract';
import { app, type BrowserWindow } from 'electron';
import { appPaths } from './app-paths';
import { nativeDialogs } from './dialogs/native-dialogs';
import { scriptedDialogs } from './dialogs/scripted-dialogs';
import { createEngineLog } from './engine-supervisor/engine-log';
import { createSupervisor } from './engine-supervisor/supervisor';
import { utilityEngine } from './engine-supervisor/utility-engine';
import { graphArgument } from './files/graph-argument';
import { createGraphFiles } from './files/graph-files';
import { openDocument } from './files/open-document';
import { createPendingOpen } from './files/pending-open';
import { openRecentFiles } from './files/recent-files';
import { appHandlers } from './ipc/handlers/app-handlers';
import { engineHandlers } from './ipc/handlers/engine-handlers';
import { graphHandlers } from './ipc/handlers/graph-handlers';
import { imageHandlers } from './ipc/handlers/image-handlers';
import { modelHandlers } from './ipc/handlers/model-handlers';
import { registerHandlers } from './ipc/register-handlers';
import { modelFoldersFromEnv } from './models/folders-from-env';
import { openModelLibrary } from './models/model-library';
import type { Services, SessionState } from './services';
import { openSettings } from './settings/settings';
import { appUrl, serveApp } from './window/app-protocol';
import { createCloseGuard } from './window/close-guard';
import { secureSession } from './window/content-security';
import { createWindow } from './window/create-window';
import { guardWindow } from './window/guard-window';
import { setMenu } from './window/menu';
import { openWindowState } from './window/window-state';

/** Where electron-vite serves the page; an installed app never listens to it. */
const devServer = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;

/** Builds everything once and opens the window. The window waits neither for models nor for the engine. */
export async function startApp(): Promise<void> {
  const paths = appPaths();
  const testDialogs = process.env.PATCHBAY_TEST_DIALOGS;
  let window: BrowserWindow | undefined;
  const currentWindow = () => window;
  const dialogs = testDialogs ? scriptedDialogs(testDialogs) : nativeDialogs(currentWindow);
  const send = <E extends IpcEventName>(event: E, payload: IpcEvents[E]) => {
    if (window && !window.isDestroyed()) window.webContents.send(event, payload);
  };

  const session: SessionState = {
    documentFolder: undefined,
    openable: new Set(),
    written: new Set(),
  };
  const graphs = createGraphFiles();
  const tellUser = (error: AppError) =>
    void dialogs.choose({ message: error.message, detail: error.hint, buttons: ['OK'] });

  const pending = createPendingOpen((path) => void openFromSystem(path));
  app.on('second-instance', (_event, argv, cwd) => {
    window?.show();
    if (window?.isMinimized()) window.restore();
    window?.focus();
    const file = graphArgument(argv, cwd);
    if (file !== undefined) pending.open(file);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    pending.open(path);
  });
  const given = graphArgument(process.argv, process.cwd());
  if (given !== undefined) pending.open(given);

  const [settings, recent, windowState, library] = await Promise.all([
    openSettings(paths.settings),
    openRecentFiles(paths.recent, () => showMenu()),
    openWindowState(paths.windowState),
    openModelLibrary({
      bundledFolder: paths.bundledModels,
      cacheFile: paths.modelHashes,
      foldersFile: paths.modelFolders,
      extraFolders: modelFoldersFromEnv(process.env),
    }),
    app.whenReady(),
  ]);

  const openFromSystem = async (path: string) => {
    const opened = await openDocument({ graphs, recent }, path);
    if (opened.ok) send('event.openFile', opened.value);
    else tellUser(opened.error);
  };
  const showMenu = () =>
    setMenu({
      appName: app.name,
      recent,
      development: !app.isPackaged,
      send: (command) => send('event.menu', command),
      openRecent: (path) => void openFromSystem(path),
    });

  const engine = createSupervisor({
    spawn: utilityEngine(paths.engine, createEngineLog(paths.engineLog)),
    logFile: paths.engineLog,
    emit(event) {
      if (event.kind === 'saved') session.written.add(resolve(event.path));
      send('event.engine', event);
    },
  });
  let quitting = false;
  const closeGuard = createCloseGuard({
    askPage: () => send('event.closeRequested', null),
    askUser: async () => {
      const choice = await dialogs.choose({
        message: 'The window does not answer.',
        detail: 'Changes that were not saved are lost when it is closed now.',
        buttons: ['Close anyway', 'Wait'],
      });
      return choice === 0;
    },
    close: () => (quitting ? app.quit() : window?.close()),
    stay: () => {
      quitting = false;
    },
  });

  const services: Services = {
    paths,
    settings,
    recent,
    graphs,
    library,
    dialogs,
    engine,
    closeGuard,
    session,
    window: currentWindow,
    send,
    pageReady: () => pending.pageReady(),
  };
  registerHandlers(
    {
      ...appHandlers(services),
      ...graphHandlers(services),
      ...modelHandlers(services),
      ...imageHandlers(services),
      ...engineHandlers(services),
    },
    {
      isOurFrame: (frame) => frame !== null && frame === window?.webContents.mainFrame,
      onDroppedPath: (path) => session.openable.add(resolve(path)),
    },
  );

  secureSession(devServer);
  serveApp(paths.renderer);
  showMenu();
  window = createWindow({
    url: devServer ?? appUrl,
    preload: paths.preload,
    icon: paths.icon,
    theme: settings.get().theme,
    state: windowState,
  });
  guardWindow(window, { closeGuard, dialogs, pageGone: () => pending.pageGone() });
  window.on('closed', () => {
    window = undefined;
  });
  engine.start();
  // Hashing may take long the first time: begun now, it is there when the page asks.
  void library.list();
  for (const { problem } of [settings, windowState]) if (problem) tellUser(problem);

  app.on('before-quit', () => {
    quitting = true;
  });
  app.on('window-all-closed', () => app.quit());
  let ended = false;
  app.on('will-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    void engine.dispose().then(() => {
      ended = true;
      app.quit();
    });
  });
}

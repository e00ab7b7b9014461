import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { StateFile } from '../settings/state-file';
import { keepInterfaceScale } from './interface-scale';
import { keepWindowState, visibleState, type WindowState } from './window-state';

/** The page's own backgrounds (theme/early.css): the window shows them before the page does. */
const background = { light: '#f1f2f5', dark: '#16181d' };

export interface WindowOptions {
  readonly url: string;
  readonly preload: string;
  readonly icon: string;
  readonly theme: 'system' | 'light' | 'dark';
  readonly state: StateFile<WindowState>;
  /** Of the page's texts and controls, now. */
  readonly scale: () => number;
}

/** Opens the one window and starts loading the page; shown when the page has something to show. */
export function createWindow({
  url,
  preload,
  icon,
  theme,
  state,
  scale,
}: WindowOptions): BrowserWindow {
  nativeTheme.themeSource = theme;
  const displays = screen.getAllDisplays().map((display) => display.workArea);
  const { maximized, ...bounds } = visibleState(state.get(), displays);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: 'Latent Patchbay',
    icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      zoomFactor: scale(),
      spellcheck: false,
      // A run goes on while the window is covered, and its progress must be right when it is seen again.
      backgroundThrottling: false,
    },
  });
  if (maximized) window.maximize();
  keepWindowState(window, state);
  keepInterfaceScale(window, scale);
  lockDown(window, url);
  window.once('ready-to-show', () => window.show());
  // The document names the window (window.setDocument), not the page's <title>.
  window.on('page-title-updated', (event) => event.preventDefault());
  void window.loadURL(url).catch((error) => {
    console.error(`the window's page could not be loaded from ${url}:`, error);
    window.show();
  });
  return window;
}

/** The page stays what it is: no other page, no other window, no embedded page. */
function lockDown({ webContents }: BrowserWindow, url: string): void {
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.on('will-navigate', (event) => {
    // The page may load itself again: vite does in development.
    if (event.url !== url) event.preventDefault();
  });
  webContents.on('will-attach-webview', (event) => event.preventDefault());
}

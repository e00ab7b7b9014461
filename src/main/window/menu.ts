import type { MenuCommand } from '@core/ipc-contract';
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { RecentFiles } from '../files/recent-files';
import type { Settings } from '../settings/settings';
import { arrangeMenu, viewToggles } from './arrange-menu';

export interface MenuOptions {
  readonly appName: string;
  readonly recent: RecentFiles;
  readonly development: boolean;
  readonly settings: Settings;
  readonly send: (command: MenuCommand) => void;
  readonly openRecent: (path: string) => void;
  readonly newWindow: () => void;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** Sets the application menu; again after each change of the recent files. */
export function setMenu(options: MenuOptions): void {
  const isMac = process.platform === 'darwin';
  const mac: MenuItemConstructorOptions[] = isMac ? [{ role: 'appMenu' }] : [];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...mac,
      fileMenu(options, isMac),
      editMenu(options),
      viewMenu(options),
      arrangeMenu(options.send),
      runMenu(options),
      ...(isMac ? [{ role: 'windowMenu' as const }] : []),
      helpMenu(options),
    ]),
  );
}

type Send = Pick<MenuOptions, 'send'>;

const item = (
  { send }: Send,
  label: string,
  command: MenuCommand,
  accelerator?: string,
): MenuItemConstructorOptions => ({
  id: command,
  label,
  accelerator,
  click: () => send(command),
});

/**
 * The page handles these keys itself, because in a text field they belong to the text: the menu only
 * shows them. (On macOS the menu takes them first; the page then decides by what has the focus.)
 */
const pageKey = (...args: Parameters<typeof item>): MenuItemConstructorOptions => ({
  ...item(...args),
  registerAccelerator: false,
});

function fileMenu(options: MenuOptions, isMac: boolean): MenuItemConstructorOptions {
  return {
    label: '&File',
    submenu: [
      item(options, 'New', 'new', 'CmdOrCtrl+N'),
      {
        id: 'newWindow',
        label: 'New window',
        accelerator: 'CmdOrCtrl+Shift+N',
        click: options.newWindow,
      },
      item(options, 'New from template…', 'templates'),
      item(options, 'Open…', 'open', 'CmdOrCtrl+O'),
      recentMenu(options),
      separator,
      item(options, 'Save', 'save', 'CmdOrCtrl+S'),
      item(options, 'Save as…', 'saveAs', 'CmdOrCtrl+Shift+S'),
      item(options, 'Import…', 'import'),
      item(options, 'Export…', 'export', 'CmdOrCtrl+Shift+E'),
      separator,
      item(options, 'Results gallery', 'gallery', 'CmdOrCtrl+Shift+R'),
      item(options, 'Settings…', 'settings', 'CmdOrCtrl+,'),
      separator,
      pageKey(options, 'Close tab', 'closeTab', 'CmdOrCtrl+W'),
      isMac ? { role: 'close', accelerator: 'Shift+CmdOrCtrl+W' } : { role: 'quit' },
    ],
  };
}

function recentMenu({ recent, openRecent }: MenuOptions): MenuItemConstructorOptions {
  const files = recent.list();
  return {
    label: 'Open recent',
    enabled: files.length > 0,
    submenu: [
      ...files.map(({ path, name, folder }) => ({
        // An ampersand would underline the next letter.
        label: `${name} — ${folder}`.replaceAll('&', '&&'),
        click: () => openRecent(path),
      })),
      separator,
      { label: 'Clear list', click: () => void recent.clear() },
    ],
  };
}

const editMenu = (options: Send): MenuItemConstructorOptions => ({
  label: '&Edit',
  submenu: [
    pageKey(options, 'Undo', 'undo', 'CmdOrCtrl+Z'),
    pageKey(options, 'Redo', 'redo', 'CmdOrCtrl+Shift+Z'),
    separator,
    pageKey(options, 'Cut', 'cut', 'CmdOrCtrl+X'),
    pageKey(options, 'Copy', 'copy', 'CmdOrCtrl+C'),
    pageKey(options, 'Paste', 'paste', 'CmdOrCtrl+V'),
    pageKey(options, 'Duplicate', 'duplicate', 'CmdOrCtrl+D'),
    pageKey(options, 'Delete', 'delete', 'Delete'),
    separator,
    pageKey(options, 'Select all', 'selectAll', 'CmdOrCtrl+A'),
  ],
});

const viewMenu = (options: MenuOptions): MenuItemConstructorOptions => ({
  label: '&View',
  submenu: [
    pageKey(options, 'Fit the graph', 'fit', 'F'),
    item(options, 'Zoom in', 'zoomIn', 'CmdOrCtrl+='),
    item(options, 'Zoom out', 'zoomOut', 'CmdOrCtrl+-'),
    item(options, 'Add a node…', 'palette', 'CmdOrCtrl+K'),
    item(options, 'Node library', 'library', 'CmdOrCtrl+L'),
    separator,
    ...viewToggles(options.send, options.settings),
    separator,
    {
      label: 'Interface scale',
      submenu: [
        item(options, 'Larger', 'scaleUp', 'CmdOrCtrl+Alt+='),
        item(options, 'Smaller', 'scaleDown', 'CmdOrCtrl+Alt+-'),
        item(options, '100 %', 'scaleReset', 'CmdOrCtrl+Alt+0'),
      ],
    },
    separator,
    pageKey(options, 'Next tab', 'nextTab', 'Ctrl+Tab'),
    pageKey(options, 'Previous tab', 'previousTab', 'Ctrl+Shift+Tab'),
    separator,
    { role: 'togglefullscreen' },
    ...(options.development
      ? [separator, { role: 'reload' as const }, { role: 'toggleDevTools' as const }]
      : []),
  ],
});

const runMenu = (options: Send): MenuItemConstructorOptions => ({
  label: '&Run',
  submenu: [item(options, 'Run', 'run', 'CmdOrCtrl+Enter'), item(options, 'Cancel', 'cancel')],
});

const helpMenu = (options: MenuOptions): MenuItemConstructorOptions => ({
  label: '&Help',
  role: 'help',
  submenu: [
    item(options, 'Keyboard shortcuts', 'shortcuts', 'F1'),
    item(options, `About ${options.appName}`, 'about'),
  ],
});

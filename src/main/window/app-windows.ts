import type { BrowserWindow } from 'electron';
import type { Dialogs } from '../dialogs/dialogs';
import type { GraphFiles } from '../files/graph-files';
import type { FileWatch } from '../files/watch-files';
import type { WindowTabs } from '../settings/session-tabs';
import type { CloseGuard } from './close-guard';
import type { PageLink } from './page-link';

/** One window and what belongs to it alone. */
export interface AppWindow {
  /** Of its page; tells who calls. */
  readonly id: number;
  readonly window: BrowserWindow;
  readonly page: PageLink;
  readonly dialogs: Dialogs;
  readonly closeGuard: CloseGuard;
  /** What it has read and written: a file saved by another window is foreign to it. */
  readonly graphs: GraphFiles;
  readonly files: FileWatch;
  /** What its page has open, or is to open when it starts. */
  tabs: WindowTabs;
}

/** The windows that are open. */
export interface AppWindows {
  all(): readonly AppWindow[];
  /** The one in front, or that was last. */
  current(): AppWindow | undefined;
  /** The one with a tab for the file. */
  withFile(path: string): AppWindow | undefined;
  add(window: AppWindow): void;
  remove(id: number): void;
  /** Called when a window comes to the front. */
  focused(id: number): void;
}

export function createAppWindows(): AppWindows {
  /** The one that was last in front comes last. */
  const open = new Map<number, AppWindow>();
  return {
    all: () => [...open.values()],
    current: () => [...open.values()].at(-1),
    withFile: (path) => [...open.values()].find(({ tabs }) => tabs.paths.includes(path)),
    add: (window) => open.set(window.id, window),
    remove: (id) => open.delete(id),
    focused(id) {
      const window = open.get(id);
      if (!window) return;
      open.delete(id);
      open.set(id, window);
    },
  };
}

/** Brings a window to the front. */
export function raise({ window }: Pick<AppWindow, 'window'>): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

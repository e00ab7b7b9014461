import type { BrowserWindow } from 'electron';
import type { AppPaths } from './app-paths';
import type { Dialogs } from './dialogs/dialogs';
import type { Supervisor } from './engine-supervisor/supervisor';
import type { GraphFiles } from './files/graph-files';
import type { RecentFiles } from './files/recent-files';
import type { History } from './history/history';
import type { Journals } from './journal/journals';
import type { ModelLibrary } from './models/model-library';
import type { WindowTabs } from './settings/session-tabs';
import type { Settings } from './settings/settings';
import type { StateFile } from './settings/state-file';
import type { AppWindow, AppWindows } from './window/app-windows';
import type { CloseGuard } from './window/close-guard';
import type { PageLink } from './window/page-link';

/** What all windows share. */
export interface SharedServices {
  readonly paths: AppPaths;
  readonly settings: StateFile<Settings>;
  readonly recent: RecentFiles;
  readonly library: ModelLibrary;
  readonly engine: Supervisor;
  readonly journals: Journals;
  readonly history: History;
  readonly windows: AppWindows;
  /** Tabs of all windows, for the next start. */
  readonly sessionTabs: StateFile<readonly WindowTabs[]>;
  /** What is told of the run goes to the window that asked for it. */
  claimRun(runId: string, window: AppWindow): void;
}

/** What the handlers of one window's requests work with. */
export interface Services extends SharedServices {
  readonly graphs: GraphFiles;
  readonly dialogs: Dialogs;
  readonly closeGuard: CloseGuard;
  readonly session: SessionState;
  readonly page: PageLink;
  /** The window itself. */
  readonly own: AppWindow;
  window(): BrowserWindow | undefined;
}

/** What this session knows and forgets at its end. */
export interface SessionState {
  /** Folder of the file of the document that this window shows. */
  documentFolder: string | undefined;
  /** Dropped on a window: allowed to be opened. Absolute paths. */
  readonly openable: Set<string>;
  /** Written in this session: allowed to be shown in the file manager. Absolute paths. */
  readonly written: Set<string>;
}

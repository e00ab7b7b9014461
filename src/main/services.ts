import type { BrowserWindow } from 'electron';
import type { AppPaths } from './app-paths';
import type { Dialogs } from './dialogs/dialogs';
import type { Supervisor } from './engine-supervisor/supervisor';
import type { GraphFiles } from './files/graph-files';
import type { RecentFiles } from './files/recent-files';
import type { ModelLibrary } from './models/model-library';
import type { Settings } from './settings/settings';
import type { StateFile } from './settings/state-file';
import type { CloseGuard } from './window/close-guard';
import type { PageLink } from './window/page-link';

/** What the handlers of the window's requests work with. */
export interface Services {
  readonly paths: AppPaths;
  readonly settings: StateFile<Settings>;
  readonly recent: RecentFiles;
  readonly graphs: GraphFiles;
  readonly library: ModelLibrary;
  readonly dialogs: Dialogs;
  readonly engine: Supervisor;
  readonly closeGuard: CloseGuard;
  readonly session: SessionState;
  readonly page: PageLink;
  window(): BrowserWindow | undefined;
}

/** What this session knows and forgets at its end. */
export interface SessionState {
  /** Folder of the open document's file. */
  documentFolder: string | undefined;
  /** Dropped on the window: allowed to be opened. Absolute paths. */
  readonly openable: Set<string>;
  /** Written in this session: allowed to be shown in the file manager. Absolute paths. */
  readonly written: Set<string>;
}

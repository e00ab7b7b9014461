import type { IpcEventName, IpcEvents } from '@core/ipc-contract';
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
  window(): BrowserWindow | undefined;
  send<E extends IpcEventName>(event: E, payload: IpcEvents[E]): void;
  /** The page listens: files that waited for it are sent. */
  pageReady(): void;
}

/** What this session knows and forgets at its end. */
export interface SessionState {
  /** Folder of the open document's file. */
  documentFolder: string | undefined;
  /** Dropped on the window, or given by the system: allowed to be opened. */
  readonly openable: Set<string>;
  /** Written in this session: allowed to be shown in the file manager. */
  readonly written: Set<string>;
}

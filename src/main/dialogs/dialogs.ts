import type { IpcResult } from '@core/ipc-contract';

export interface FileFilter {
  readonly name: string;
  /** Without the dot. */
  readonly extensions: readonly string[];
}

/** What the app asks of the user in native dialogs. `null`: closed without an answer. */
export interface Dialogs {
  openFile(options: {
    readonly title: string;
    readonly filters: readonly FileFilter[];
  }): Promise<string | null>;
  chooseFolder(options: {
    readonly title: string;
    readonly startIn?: string;
  }): Promise<string | null>;
  /** Asks before it overwrites. */
  saveFile(options: {
    readonly title: string;
    readonly suggestedPath: string;
    readonly filter: FileFilter;
  }): Promise<string | null>;
  unsavedChanges(name: string): Promise<IpcResult<'dialog.unsavedChanges'>>;
  fileChanged(name: string): Promise<IpcResult<'dialog.fileChanged'>>;
  /** Index of the button chosen. Closing it counts as the last button. */
  choose(options: {
    readonly message: string;
    readonly detail?: string;
    readonly buttons: readonly string[];
  }): Promise<number>;
}

export const graphFilter: FileFilter = { name: 'Latent Patchbay graph', extensions: ['json'] };
export const imageFilter: FileFilter = {
  name: 'Images',
  extensions: ['png', 'jpg', 'jpeg', 'webp', 'gif', 'svg'],
};
export const onnxFilter: FileFilter = { name: 'ONNX model', extensions: ['onnx'] };
export const pngFilter: FileFilter = { name: 'PNG image', extensions: ['png'] };
export const csvFilter: FileFilter = { name: 'Table', extensions: ['csv'] };

import { type BrowserWindow, dialog } from 'electron';
import type { Dialogs, FileFilter } from './dialogs';

/** Electron's dialogs, attached to the window while there is one. */
export function nativeDialogs(currentWindow: () => BrowserWindow | undefined): Dialogs {
  const open = async (options: Electron.OpenDialogOptions) => {
    const window = currentWindow();
    const { filePaths } = await (window
      ? dialog.showOpenDialog(window, options)
      : dialog.showOpenDialog(options));
    return filePaths[0] ?? null;
  };
  const message = async (options: Electron.MessageBoxOptions) => {
    const window = currentWindow();
    const { response } = await (window
      ? dialog.showMessageBox(window, options)
      : dialog.showMessageBox(options));
    return response;
  };
  return {
    openFile: ({ title, filters }) =>
      open({ title, filters: filters.map(toElectron), properties: ['openFile'] }),
    chooseFolder: ({ title, startIn }) =>
      open({ title, defaultPath: startIn, properties: ['openDirectory', 'createDirectory'] }),
    async saveFile({ title, suggestedPath, filter }) {
      const options: Electron.SaveDialogOptions = {
        title,
        defaultPath: suggestedPath,
        filters: [toElectron(filter)],
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      };
      const window = currentWindow();
      const { filePath } = await (window
        ? dialog.showSaveDialog(window, options)
        : dialog.showSaveDialog(options));
      return filePath ? filePath : null;
    },
    async unsavedChanges(name) {
      const answers = ['save', 'discard', 'cancel'] as const;
      const response = await message({
        type: 'warning',
        message: `Save the changes to ${name}?`,
        detail: 'They are lost if you do not save them.',
        buttons: ['Save', "Don't save", 'Cancel'],
        defaultId: 0,
        cancelId: 2,
        noLink: true,
      });
      return answers[response] ?? 'cancel';
    },
    async fileChanged(name) {
      const answers = ['overwrite', 'saveAs', 'cancel'] as const;
      const response = await message({
        type: 'warning',
        message: `Another program has changed ${name}.`,
        detail: 'Overwriting replaces what it has written. Save as keeps both.',
        buttons: ['Overwrite', 'Save as…', 'Cancel'],
        defaultId: 1,
        cancelId: 2,
        noLink: true,
      });
      return answers[response] ?? 'cancel';
    },
    choose: ({ message: text, detail, buttons }) =>
      message({
        type: 'warning',
        message: text,
        detail,
        buttons: [...buttons],
        defaultId: 0,
        cancelId: buttons.length - 1,
        noLink: true,
      }),
  };
}

const toElectron = ({ name, extensions }: FileFilter): Electron.FileFilter => ({
  name,
  extensions: [...extensions],
});

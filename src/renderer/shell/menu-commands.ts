import type { MenuCommand } from '@core/ipc-contract';
import { canvasActions } from '../stores/canvas-actions';
import { useDocument } from '../stores/document';
import { exportGraph, importGraph, newDocument, openDocument, save, saveAs } from '../stores/files';
import { useRun } from '../stores/run';
import { useUi } from '../stores/ui';
import { editText, isEditingText } from './text-editing';

/** What the native menu, the top bar and shortcuts do: one action a command. */
const commands: Readonly<Record<MenuCommand, () => void>> = {
  new: () => void newDocument(),
  open: () => void openDocument(),
  save: () => void save(),
  saveAs: () => void saveAs(),
  import: () => void importGraph(),
  export: () => void exportGraph(),
  undo: () => (isEditingText() ? editText('undo') : useDocument.getState().undo()),
  redo: () => (isEditingText() ? editText('redo') : useDocument.getState().redo()),
  cut: () => (isEditingText() ? editText('cut') : canvasActions()?.cut()),
  copy: () => (isEditingText() ? editText('copy') : canvasActions()?.copy()),
  paste: () => (isEditingText() ? editText('paste') : canvasActions()?.paste()),
  duplicate: () => canvasActions()?.duplicate(),
  delete: () => (isEditingText() ? editText('delete') : canvasActions()?.deleteSelection()),
  selectAll: () => (isEditingText() ? editText('selectAll') : canvasActions()?.selectAll()),
  run: () => void useRun.getState().start(),
  cancel: () => useRun.getState().cancel(),
  fit: () => canvasActions()?.fit(),
  zoomIn: () => canvasActions()?.zoomIn(),
  zoomOut: () => canvasActions()?.zoomOut(),
  palette: () => canvasActions()?.openPalette(),
  about: () => useUi.getState().openDialog('about'),
  settings: () => useUi.getState().openDialog('settings'),
  templates: () => useUi.getState().openDialog('templates'),
  shortcuts: () => useUi.getState().openDialog('shortcuts'),
};

export const runMenuCommand = (command: MenuCommand): void => commands[command]();

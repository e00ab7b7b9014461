import { type ArrangeCommand, arrangeCommands } from '@core/graph/arrange';
import { type ScaleCommand, scaleCommands, scaledBy } from '@core/interface-scale';
import type { MenuCommand } from '@core/ipc-contract';
import { toggleView, type ViewToggle, viewToggles } from '../canvas/view-settings';
import { canvasActions } from '../stores/canvas-actions';
import { closeTab } from '../stores/close-tabs';
import { useDocument } from '../stores/document';
import { exportGraph, importGraph, newDocument, openDocument, save, saveAs } from '../stores/files';
import { useLibrary } from '../stores/library';
import { useRun } from '../stores/run';
import { showNextTab } from '../stores/tabs';
import { useUi } from '../stores/ui';
import { toggleLibrary } from './library/library-panel';
import { useGallery } from './results/gallery/gallery-store';
import { editText, isEditingText } from './text-editing';

/** What the native menu, the top bar and shortcuts do: one action a command. */
const commands: Readonly<
  Record<Exclude<MenuCommand, ArrangeCommand | ScaleCommand | ViewToggle>, () => void>
> = {
  new: () => void newDocument(),
  closeTab: () => void closeTab(useDocument.getState().documentId),
  nextTab: () => showNextTab(1),
  previousTab: () => showNextTab(-1),
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
  library: toggleLibrary,
  about: () => useUi.getState().openDialog('about'),
  settings: () => useUi.getState().openDialog('settings'),
  templates: () => useUi.getState().openDialog('templates'),
  gallery: () => useGallery.getState().show(),
  shortcuts: () => useUi.getState().openDialog('shortcuts'),
};

const oneOf =
  <T extends MenuCommand>(some: readonly T[]) =>
  (command: MenuCommand): command is T =>
    some.some((one) => one === command);
const isArranging = oneOf(arrangeCommands);
const isViewToggle = oneOf(viewToggles);
const isScaling = oneOf(scaleCommands);

function changeScale(command: ScaleCommand): void {
  const { settings, setSettings } = useLibrary.getState();
  void setSettings({ interfaceScale: scaledBy(settings.interfaceScale, command) });
}

export function runMenuCommand(command: MenuCommand): void {
  if (isArranging(command)) canvasActions()?.arrange(command);
  else if (isViewToggle(command)) toggleView(command);
  else if (isScaling(command)) changeScale(command);
  else commands[command]();
}

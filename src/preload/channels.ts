import type { IpcChannel, IpcEventName } from '@core/ipc-contract';

/**
 * Names only: importing the contract itself would put zod into the preload, which runs before each
 * page. The compiler refuses a list that misses a channel or has one too many.
 */
export const channels = Object.freeze({
  'app.info': true,
  'settings.get': true,
  'settings.set': true,
  'settings.chooseOutputFolder': true,
  'window.setDocument': true,
  'window.closeAnswer': true,
  'dialog.unsavedChanges': true,
  'graph.open': true,
  'graph.openRecent': true,
  'graph.save': true,
  'graph.saveAs': true,
  'graph.export': true,
  'graph.import': true,
  'recent.list': true,
  'recent.clear': true,
  'templates.list': true,
  'models.list': true,
  'models.addFolder': true,
  'onnx.open': true,
  'images.choose': true,
  'images.thumbnail': true,
  'images.bundled': true,
  'result.save': true,
  'view.save': true,
  'engine.run': true,
  'engine.cancel': true,
  'engine.releaseMemory': true,
  'clipboard.read': true,
  'clipboard.readImage': true,
  'clipboard.write': true,
  'shell.showItem': true,
} satisfies Record<IpcChannel, true>);

export const eventNames = Object.freeze({
  'event.engine': true,
  'event.menu': true,
  'event.closeRequested': true,
  'event.openFile': true,
  'event.modelsChanged': true,
} satisfies Record<IpcEventName, true>);

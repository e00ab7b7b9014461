import type { IpcEventName, IpcEvents, PatchbayApi } from '@core/ipc-contract';
import { allowDroppedPathChannel } from '@core/ipc-internal';
import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import { channels, eventNames } from './channels';

/** One method a channel: the page cannot reach any other. */
const methods = Object.fromEntries(
  Object.keys(channels).map((channel) => [
    channel,
    (...args: unknown[]) => ipcRenderer.invoke(channel, ...args),
  ]),
);

function on<E extends IpcEventName>(event: E, listener: (payload: IpcEvents[E]) => void) {
  if (!Object.hasOwn(eventNames, event)) throw new Error(`there is no event ${String(event)}`);
  const forward = (_event: IpcRendererEvent, payload: IpcEvents[E]) => listener(payload);
  ipcRenderer.on(event, forward);
  return () => {
    ipcRenderer.off(event, forward);
  };
}

/** Empty for a file that is not on this machine's disk: one made by the page. */
async function pathForFile(file: unknown): Promise<string> {
  const path = file instanceof File ? webUtils.getPathForFile(file) : '';
  if (path !== '') await ipcRenderer.invoke(allowDroppedPathChannel, path);
  return path;
}

const api: Pick<PatchbayApi, 'on' | 'pathForFile'> = { on, pathForFile };
contextBridge.exposeInMainWorld('patchbay', { ...methods, ...api });

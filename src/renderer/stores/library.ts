import type { AppError } from '@core/errors';
import type { IpcResult } from '@core/ipc-contract';
import type { ModelManifest } from '@core/models/manifest';
import { create } from 'zustand';
import { api } from './api';

type Settings = IpcResult<'settings.get'>;

/** What the main process knows and the window shows: models, templates, settings, versions. */
interface LibraryState {
  readonly models: readonly ModelManifest[];
  /** Folders of the library that could not be read. */
  readonly problems: readonly AppError[];
  readonly templates: IpcResult<'templates.list'>;
  readonly recent: IpcResult<'recent.list'>;
  readonly settings: Settings;
  readonly settingsLoaded: boolean;
  readonly appInfo: IpcResult<'app.info'> | null;
  /** False until models were read once: before that, a missing model is no problem yet. */
  readonly modelsLoaded: boolean;
  reload(): Promise<void>;
  reloadTemplates(): Promise<void>;
  reloadModels(): Promise<void>;
  reloadRecent(): Promise<void>;
  setSettings(patch: Partial<Settings>): Promise<void>;
  chooseOutputFolder(): Promise<void>;
}

export const useLibrary = create<LibraryState>()((set) => {
  const reloadModels = async () => {
    const { models, problems } = await api()['models.list']();
    set({ models, problems, modelsLoaded: true });
  };
  const reloadTemplates = async () => set({ templates: await api()['templates.list']() });
  const reloadRecent = async () => set({ recent: await api()['recent.list']() });

  return {
    models: [],
    problems: [],
    templates: [],
    recent: [],
    settings: {
      theme: 'system',
      interfaceScale: 1,
      provider: 'auto',
      outputFolder: '',
      smoothPreviews: false,
      snapToGrid: false,
      wireStyle: 'curved',
      wireLabels: false,
      traceSelection: false,
      notifyRunEnd: true,
      historyMegabytes: 2048,
      recentNodes: [],
    },
    settingsLoaded: false,
    appInfo: null,
    modelsLoaded: false,
    reloadTemplates,
    reloadModels,
    reloadRecent,
    async reload() {
      // Each is shown as soon as it is there: nothing waits for the models to be hashed.
      await Promise.all([
        api()
          ['settings.get']()
          .then((settings) => set({ settings, settingsLoaded: true })),
        api()
          ['app.info']()
          .then((appInfo) => set({ appInfo })),
        reloadRecent(),
        reloadModels(),
      ]);
    },
    async setSettings(patch) {
      set({ settings: await api()['settings.set'](patch) });
    },
    async chooseOutputFolder() {
      set({ settings: await api()['settings.chooseOutputFolder']() });
      set({ appInfo: await api()['app.info']() });
    },
  };
});

import { join } from 'node:path';
import { app } from 'electron';

export interface AppPaths {
  readonly preload: string;
  /** Built page. */
  readonly renderer: string;
  /** utilityProcess entry. */
  readonly engine: string;
  readonly icon: string;
  readonly templates: string;
  readonly bundledModels: string;
  readonly bundledImages: string;
  readonly settings: string;
  readonly recent: string;
  readonly windowState: string;
  readonly sessionTabs: string;
  /** Folder. */
  readonly journals: string;
  /** Folder. */
  readonly history: string;
  readonly modelFolders: string;
  readonly modelHashes: string;
  readonly engineLog: string;
}

/** `assets` lies beside `out` in a clone, and unpacked beside the archive in an installed app. */
export function appPaths(): AppPaths {
  const root = app.getAppPath();
  const assets = app.isPackaged ? join(process.resourcesPath, 'assets') : join(root, 'assets');
  const userData = app.getPath('userData');
  return {
    preload: join(root, 'out', 'preload', 'index.cjs'),
    renderer: join(root, 'out', 'renderer'),
    engine: join(root, 'out', 'main', 'engine.js'),
    icon: join(assets, 'icons', 'icon.png'),
    templates: join(assets, 'templates'),
    bundledModels: join(assets, 'models'),
    bundledImages: join(assets, 'images'),
    settings: join(userData, 'settings.json'),
    recent: join(userData, 'recent.json'),
    windowState: join(userData, 'window.json'),
    sessionTabs: join(userData, 'session.json'),
    journals: join(userData, 'journal'),
    history: join(userData, 'history'),
    modelFolders: join(userData, 'model-folders.json'),
    modelHashes: join(userData, 'model-hashes.json'),
    engineLog: join(userData, 'logs', 'engine.log'),
  };
}

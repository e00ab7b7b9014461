import { app } from 'electron';
import type { Settings } from './settings/settings';

/** Absolute folder below which Save image writes. */
export function outputFolder(settings: Settings): string {
  return settings.outputFolder === '' ? app.getPath('pictures') : settings.outputFolder;
}

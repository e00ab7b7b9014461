import type { BrowserWindow } from 'electron';

/**
 * Makes the page's texts and controls larger. Chromium keeps a zoom by the page's address and forgets
 * it with the page, so it is set again after each load.
 */
export function keepInterfaceScale({ webContents }: BrowserWindow, scale: () => number): void {
  webContents.on('did-finish-load', () => webContents.setZoomFactor(scale()));
}

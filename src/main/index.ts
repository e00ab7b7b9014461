import { join } from 'node:path';
import { app, dialog } from 'electron';
import { startApp } from './start-app';
import { declareAppProtocol } from './window/app-protocol';

app.setName('Latent Patchbay');
// The tests' own folder: a run must not meet the settings and windows of another.
const userData = process.env.PATCHBAY_USER_DATA;
app.setPath('userData', userData ?? join(app.getPath('appData'), 'latent-patchbay'));

// One window on the user's files: two could overwrite each other's settings and recent list.
if (app.requestSingleInstanceLock()) {
  declareAppProtocol();
  startApp().catch((error: unknown) => {
    // Without a window nobody would see why, and the process would stay.
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    console.error(detail);
    dialog.showErrorBox('Latent Patchbay could not start', detail);
    app.exit(1);
  });
} else {
  app.quit();
}

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { launchOptions } from '../../../scripts/launch-options.mjs';

/** One running app with a user folder of its own, in the real Electron. */
export interface App {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** Scratch folder, removed afterwards; `userData` lies in it. */
  readonly folder: string;
  /** The next native dialogs answer with these paths, in order; `null` is Cancel. */
  answerDialogs(...paths: readonly (string | null)[]): Promise<void>;
  /** The next native questions answer with these button texts. */
  answerQuestions(...buttons: readonly string[]): Promise<void>;
}

export interface StartOptions {
  /** A graph file to open, as from the command line. */
  readonly file?: string;
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export async function startApp(options: StartOptions = {}): Promise<App> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'patchbay-e2e-')));
  const userData = join(folder, 'user-data');
  await mkdir(userData, { recursive: true });
  // Save image must not fill the home folder of whoever runs the tests. A second start keeps its own.
  const settings = JSON.stringify({ outputFolder: join(folder, 'pictures') });
  await writeFile(join(userData, 'settings.json'), settings, { flag: 'wx' }).catch(() => {});
  const launch = launchOptions(options.file ? [options.file] : []);
  const electron = await _electron.launch({
    ...launch,
    env: {
      ...launch.env,
      PATCHBAY_USER_DATA: userData,
      ...options.env,
    },
  });
  const page = await electron.firstWindow();
  await page.waitForSelector('[data-testid="run-button"]');
  await page.waitForSelector('[data-testid^="node-"]');
  return {
    electron,
    page,
    folder,
    answerDialogs: (...paths) =>
      electron.evaluate(({ dialog }, answers) => {
        const queue = [...answers];
        const next = () => queue.shift() ?? null;
        dialog.showOpenDialog = async () => {
          const path = next();
          return { canceled: path === null, filePaths: path === null ? [] : [path] };
        };
        dialog.showSaveDialog = async () => {
          const path = next();
          return { canceled: path === null, filePath: path ?? '' };
        };
      }, paths),
    answerQuestions: (...buttons) =>
      electron.evaluate(({ dialog }, answers) => {
        const queue = [...answers];
        dialog.showMessageBox = async (...args: unknown[]) => {
          const options = args.at(-1) as { buttons?: string[] };
          const wanted = queue.shift() ?? '';
          const index = (options.buttons ?? []).findIndex(
            (text) => text.replace('&', '') === wanted,
          );
          if (index < 0) throw new Error(`no button "${wanted}" in ${options.buttons?.join(', ')}`);
          return { response: index, checkboxChecked: false };
        };
      }, buttons),
  };
}

/** Ends the app without the unsaved-changes question. */
export async function stopApp(app: App, keepFolder = false): Promise<void> {
  await app.electron.evaluate(({ app: electronApp }) => electronApp.exit(0)).catch(() => undefined);
  await app.electron.close().catch(() => undefined);
  if (!keepFolder) await rm(app.folder, { recursive: true, force: true });
}

/** Chooses an item of the application's menu. */
export const chooseMenu = (app: Pick<App, 'electron'>, id: string): Promise<void> =>
  app.electron.evaluate(({ Menu }, item) => {
    const found = Menu.getApplicationMenu()?.getMenuItemById(item);
    if (!found) throw new Error(`no menu item ${item}`);
    found.click();
  }, id);

/** A test with a fresh app on the default graph. */
export const test = base.extend<{ app: App }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the destructured fixtures
  app: async ({}, use) => {
    const app = await startApp();
    await use(app);
    await stopApp(app);
  },
});
export { expect } from '@playwright/test';

/** A copy of a template with some parameters changed, written as a graph file. */
export async function graphFile(
  path: string,
  template: string,
  params: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {},
): Promise<string> {
  const doc = JSON.parse(await readFile(`assets/templates/${template}.json`, 'utf8'));
  for (const node of Object.values<{ type: string; params: Record<string, unknown> }>(doc.nodes))
    Object.assign(node.params, params[node.type]);
  await writeFile(path, JSON.stringify(doc));
  return path;
}

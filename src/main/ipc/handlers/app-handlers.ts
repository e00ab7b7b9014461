import { dirname, resolve } from 'node:path';
import { formatEmbedded } from '@core/images/embedded-image';
import { app, clipboard, type NativeImage, nativeTheme, shell } from 'electron';
import { appVersion, onnxruntimeVersion } from '../../app-version';
import { outputFolder } from '../../output-folder';
import type { Services } from '../../services';
import type { Settings } from '../../settings/settings';
import { tickViewMenu } from '../../window/arrange-menu';
import type { Handlers } from '../register-handlers';

type AppHandlers = Pick<
  Handlers,
  | 'app.info'
  | 'settings.get'
  | 'settings.set'
  | 'settings.chooseOutputFolder'
  | 'window.setDocument'
  | 'window.closeAnswer'
  | 'dialog.unsavedChanges'
  | 'clipboard.read'
  | 'clipboard.readImage'
  | 'clipboard.write'
  | 'shell.showItem'
>;

export function appHandlers(services: Services): AppHandlers {
  const { settings, dialogs, session, closeGuard } = services;
  const set = async (patch: Partial<Settings>) => {
    const next = await settings.update((before) => ({ ...before, ...patch }));
    nativeTheme.themeSource = next.theme;
    tickViewMenu(next);
    for (const { window } of services.windows.all())
      window.webContents.setZoomFactor(next.interfaceScale);
    return next;
  };
  return {
    'app.info': () => ({
      version: appVersion,
      electron: process.versions.electron,
      chromium: process.versions.chrome,
      node: process.versions.node,
      onnxruntime: onnxruntimeVersion,
      platform: `${process.platform} ${process.arch}`,
      outputFolder: outputFolder(settings.get()),
    }),
    'settings.get': () => settings.get(),
    'settings.set': set,
    async 'settings.chooseOutputFolder'() {
      const startIn = outputFolder(settings.get());
      const folder = await dialogs.chooseFolder({ title: 'Folder for saved images', startIn });
      return folder === null ? settings.get() : set({ outputFolder: folder });
    },
    'window.setDocument'({ title, path, dirty }) {
      session.documentFolder = path === null ? undefined : dirname(path);
      const window = services.window();
      window?.setTitle(`${title}${dirty ? '*' : ''} — ${app.name}`);
      window?.setRepresentedFilename(path ?? '');
      window?.setDocumentEdited(dirty);
      services.page.listening();
    },
    'window.closeAnswer': (mayClose) => closeGuard.answered(mayClose),
    async 'dialog.unsavedChanges'({ name }) {
      closeGuard.pageIsAlive();
      return dialogs.unsavedChanges(name);
    },
    'clipboard.read': () => clipboard.readText(),
    'clipboard.readImage': copiedImage,
    'clipboard.write': (text) => clipboard.writeText(text),
    'shell.showItem'(path) {
      if (!session.written.has(resolve(path))) {
        throw new Error(`${path} was not written in this session`);
      }
      shell.showItemInFolder(path);
    },
  };
}

/** Browsers and image editors copy a picture as PNG, whatever it was. */
async function copiedImage(): Promise<string | null> {
  const known = copiedByReadImage();
  const png = known === undefined ? await copiedItem() : known;
  if (!png) return null;
  const base64 = Buffer.from(png).toString('base64');
  return formatEmbedded({ name: 'pasted.png', mediaType: 'image/png', base64 });
}

/** Of Electrons whose clipboard has no items yet: the one of the package registry (33) is one. */
function copiedByReadImage(): Uint8Array | null | undefined {
  const readImage: unknown = Reflect.get(clipboard, 'readImage');
  if (typeof readImage !== 'function') return undefined;
  const image: NativeImage = readImage.call(clipboard);
  return image.isEmpty() ? null : image.toPNG();
}

async function copiedItem(): Promise<Uint8Array | null> {
  for (const item of await clipboard.read()) {
    if (!item.types.includes('image/png')) continue;
    return new Uint8Array(await (await item.getType('image/png')).arrayBuffer());
  }
  return null;
}

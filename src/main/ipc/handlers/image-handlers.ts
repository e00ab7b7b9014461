import { join } from 'node:path';
import { err, ok } from '@core/errors';
import { csvFilter, type FileFilter, imageFilter, pngFilter } from '../../dialogs/dialogs';
import { saveError } from '../../files/file-errors';
import { safeFileName } from '../../files/safe-file-name';
import { writeFileAtomic } from '../../files/write-file-atomic';
import { listBundledImages } from '../../images/bundled-images';
import { thumbnail } from '../../images/thumbnail';
import { outputFolder } from '../../output-folder';
import type { Services } from '../../services';
import type { Handlers } from '../register-handlers';

type ImageHandlers = Pick<
  Handlers,
  'images.choose' | 'images.thumbnail' | 'images.bundled' | 'result.save' | 'view.save'
>;

export function imageHandlers({ dialogs, paths, session, settings }: Services): ImageHandlers {
  const { bundledImages } = paths;
  const save = async (bytes: Uint8Array, name: string, title: string, filter: FileFilter) => {
    const path = await dialogs.saveFile({
      title,
      suggestedPath: join(outputFolder(settings.get()), `${name}.${filter.extensions[0]}`),
      filter,
    });
    if (path === null) return null;
    try {
      await writeFileAtomic(path, bytes);
    } catch (error) {
      return err(saveError(path, error));
    }
    session.written.add(path);
    return ok({ path, name });
  };
  return {
    'images.choose': () => dialogs.openFile({ title: 'Choose an image', filters: [imageFilter] }),
    'images.thumbnail': (file, size) =>
      thumbnail(file, size, { bundledImages, baseFolder: session.documentFolder }),
    'images.bundled': () => listBundledImages(bundledImages),
    'result.save': ({ png, suggestedName }) =>
      save(png, safeFileName(suggestedName.replace(/\.png$/i, '')), 'Save the picture', pngFilter),
    'view.save': ({ bytes, format, suggestedName }) =>
      save(bytes, safeFileName(suggestedName), 'Save', format === 'png' ? pngFilter : csvFilter),
  };
}

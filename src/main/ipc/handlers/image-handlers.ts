import { join } from 'node:path';
import { err, ok } from '@core/errors';
import { imageFilter, pngFilter } from '../../dialogs/dialogs';
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
  'images.choose' | 'images.thumbnail' | 'images.bundled' | 'result.save'
>;

export function imageHandlers({ dialogs, paths, session, settings }: Services): ImageHandlers {
  const { bundledImages } = paths;
  return {
    'images.choose': () => dialogs.openFile({ title: 'Choose an image', filters: [imageFilter] }),
    'images.thumbnail': (file, size) =>
      thumbnail(file, size, { bundledImages, baseFolder: session.documentFolder }),
    'images.bundled': () => listBundledImages(bundledImages),
    async 'result.save'({ png, suggestedName }) {
      const name = safeFileName(suggestedName.replace(/\.png$/i, ''));
      const path = await dialogs.saveFile({
        title: 'Save the picture',
        suggestedPath: join(outputFolder(settings.get()), `${name}.png`),
        filter: pngFilter,
      });
      if (path === null) return null;
      try {
        await writeFileAtomic(path, png);
      } catch (error) {
        return err(saveError(path, error));
      }
      session.written.add(path);
      return ok({ path, name });
    },
  };
}

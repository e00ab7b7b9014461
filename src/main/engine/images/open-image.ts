import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type AppError, NodeFailure } from '@core/errors';
import { isEmbedded, parseEmbedded } from '@core/images/embedded-image';
import { errnoOf, fileError } from '../../files/file-errors';
import { type ImageFolders, locateImage } from '../../files/locate-image';
import type { ImageBytes } from './decode-image';

/** What an image parameter names: a file, a bundled picture, or one inside the graph. Throws `NodeFailure`. */
export async function openImage(file: string, folders: ImageFolders): Promise<ImageBytes> {
  if (isEmbedded(file)) {
    const image = parseEmbedded(file);
    if (!image) throw new NodeFailure(damagedInGraph);
    return { bytes: Buffer.from(image.base64, 'base64'), name: image.name };
  }
  const located = locateImage(file, folders);
  if (!located.ok) throw new NodeFailure(located.error);
  const path = located.value;
  await checkReadable(path);
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new NodeFailure(fileError('Reading', path, cause));
  });
  return { bytes, name: basename(path) };
}

async function checkReadable(path: string): Promise<void> {
  const found = await stat(path).catch((cause: unknown) => {
    if (errnoOf(cause) === 'ENOENT') throw new NodeFailure(missing(path));
    throw new NodeFailure(fileError('Reading', path, cause));
  });
  if (!found.isFile()) throw new NodeFailure(notAFile(path));
}

const damagedInGraph: AppError = {
  code: 'image-damaged',
  message: 'The picture inside the graph is damaged: it is no data URL with base64.',
  hint: 'Choose an image file in the File field.',
};

const missing = (path: string): AppError => ({
  code: 'image-missing',
  message: `The image file ${path} is not there.`,
  hint: 'It may have been moved, renamed or deleted. Choose it again in the File field.',
});

const notAFile = (path: string): AppError => ({
  code: 'image-not-a-file',
  message: `${path} is a folder or a device, not an image file.`,
  hint: 'Choose a PNG, JPEG, WebP, GIF or SVG file.',
});

import { type AppError, err, ok, type Result } from '@core/errors';
import { isEmbedded, parseEmbedded } from '@core/images/embedded-image';
import { type NativeImage, nativeImage } from 'electron';
import { type ImageFolders, locateImage } from '../files/locate-image';
import { isFile } from '../models/part-files';

/**
 * A PNG that fits a square of `size` pixels; small pictures are not enlarged.
 * Chromium decodes PNG and JPEG here: the engine reads the other formats, but only when the graph runs.
 */
export async function thumbnail(
  file: string,
  size: number,
  folders: ImageFolders,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const opened = await openImage(file, folders);
  if (!opened.ok) return opened;
  const image = opened.value;
  const { width, height } = image.getSize();
  const scale = Math.min(1, size / Math.max(width, height));
  const small =
    scale === 1
      ? image
      : image.resize({
          width: Math.max(1, Math.round(width * scale)),
          height: Math.max(1, Math.round(height * scale)),
          quality: 'good',
        });
  return ok(new Uint8Array(small.toPNG()));
}

async function openImage(file: string, folders: ImageFolders): Promise<Result<NativeImage>> {
  if (isEmbedded(file)) {
    const { mediaType, base64, name } = parseEmbedded(file) ?? {};
    const image = nativeImage.createFromDataURL(`data:${mediaType};base64,${base64}`);
    return image.isEmpty() ? err(noThumbnail(name ?? 'The picture inside the graph')) : ok(image);
  }
  const located = locateImage(file, folders);
  if (!located.ok) return located;
  const path = located.value;
  if (!(await isFile(path))) return err(missing(path));
  const image = nativeImage.createFromPath(path);
  return image.isEmpty() ? err(noThumbnail(path)) : ok(image);
}

const missing = (path: string): AppError => ({
  code: 'file-missing',
  message: `${path} is not there.`,
  hint: 'It may have been moved, renamed or deleted: choose another image.',
});

const noThumbnail = (path: string): AppError => ({
  code: 'no-thumbnail',
  message: `${path} is no PNG or JPEG, so there is no small view of it.`,
  hint: 'WebP, GIF and SVG are shown once the graph has run; other files are no images.',
});

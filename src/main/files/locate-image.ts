import { isAbsolute, join, resolve } from 'node:path';
import { type AppError, err, ok, type Result } from '@core/errors';

export interface ImageFolders {
  /** Folder of the graph file; absent for a graph that was never saved. */
  readonly baseFolder?: string;
  readonly bundledImages: string;
}

const bundledPrefix = 'bundled:';

export const isBundled = (name: string): boolean => name.startsWith(bundledPrefix);

/** The file a Load image node means: bundled, absolute, or beside the graph; never on the network. */
export function locateImage(name: string, folders: ImageFolders): Result<string, AppError> {
  if (isBundled(name)) {
    const file = name.slice(bundledPrefix.length);
    if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(file)) {
      return err({
        code: 'bundled-image-name',
        message: `${name} names no bundled picture: a plain file name must follow ${bundledPrefix}.`,
        hint: 'Choose one of the list in the File field.',
      });
    }
    return ok(join(folders.bundledImages, file));
  }
  // Windows would ask that computer, and tell it who the user is, as soon as a graph is opened.
  if (/^[\\/]{2}/.test(name)) {
    return err({
      code: 'image-on-network',
      message: `${name} names another computer: a graph may only name images of this one.`,
      hint: 'Copy the image to this machine, or give the network folder a drive letter.',
    });
  }
  if (isAbsolute(name)) return ok(name);
  if (folders.baseFolder === undefined) {
    return err({
      code: 'no-base-folder',
      message: `${name} is a path beside the graph, but the graph has no file yet.`,
      hint: 'Save the graph first, or choose the image again.',
    });
  }
  return ok(resolve(folders.baseFolder, name));
}

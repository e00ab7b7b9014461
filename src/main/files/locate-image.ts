import { isAbsolute, join, resolve } from 'node:path';
import { type AppError, err, ok, type Result } from '@core/errors';

export interface ImageFolders {
  /** Folder of the graph file; absent for a graph that was never saved. */
  readonly baseFolder?: string;
  readonly bundledImages: string;
}

/** What messages call the file, and where it is chosen. */
export interface FileWords {
  readonly code: 'image' | 'onnx';
  readonly one: string;
  readonly port?: string;
  readonly field: string;
}

const imageWords: FileWords = { code: 'image', one: 'picture', field: 'File' };

const bundledPrefix = 'bundled:';

export const isBundled = (name: string): boolean => name.startsWith(bundledPrefix);

/** The file a Load image node means: bundled, absolute, or beside the graph; never on the network. */
export const locateImage = (name: string, folders: ImageFolders): Result<string, AppError> =>
  locateFile(name, folders, imageWords);

/** The same for any file that a node names. */
export function locateFile(
  name: string,
  folders: ImageFolders,
  { code, one, field, port }: FileWords,
): Result<string, AppError> {
  if (isBundled(name)) {
    const file = name.slice(bundledPrefix.length);
    if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(file)) {
      return err({
        code: `bundled-${code}-name`,
        message: `${name} names no bundled ${one}: a plain file name must follow ${bundledPrefix}.`,
        hint: `Choose one of the list in the ${field} field.`,
        port,
      });
    }
    return ok(join(folders.bundledImages, file));
  }
  // Windows would ask that computer, and tell it who the user is, as soon as a graph is opened.
  if (/^[\\/]{2}/.test(name)) {
    return err({
      code: `${code}-on-network`,
      message: `${name} names another computer: a graph may only name files of this one.`,
      hint: `Copy the ${one} to this machine, or give the network folder a drive letter, and choose it in the ${field} field.`,
      port,
    });
  }
  if (isAbsolute(name)) return ok(name);
  if (folders.baseFolder === undefined) {
    return err({
      code: 'no-base-folder',
      message: `${name} is a path beside the graph, but the graph has no file yet.`,
      hint: `Save the graph first, or choose the ${one} again in the ${field} field.`,
      port,
    });
  }
  return ok(resolve(folders.baseFolder, name));
}

import { dirname, join } from 'node:path';
import type { AppError, Result } from '@core/errors';
import { type ImageFolders, isBundled, locateFile } from './locate-image';

/**
 * The file an ONNX model node means: `bundled:<name>` lies in `assets/onnx`, beside the pictures; all
 * else is found as pictures are.
 */
export const locateOnnx = (name: string, folders: ImageFolders): Result<string, AppError> =>
  locateFile(
    name,
    isBundled(name)
      ? { ...folders, bundledImages: join(dirname(folders.bundledImages), 'onnx') }
      : folders,
    { code: 'onnx', one: 'ONNX model', field: 'Model', port: 'model' },
  );

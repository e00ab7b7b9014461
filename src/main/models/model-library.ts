import { type AppError, err, ok, type Result } from '@core/errors';
import type { ModelManifest } from '@core/models/manifest';
import { z } from 'zod';
import { openStateFile } from '../settings/state-file';
import { type LibraryScan, scanLibrary } from './scan-library';

export interface ModelLibrary {
  /** The first call scans, which may hash gigabytes; later ones share it. */
  list(): Promise<LibraryScan>;
  /** Adds a pipeline's folder for good, when there is a model in it that can be used. */
  addFolder(folder: string): Promise<Result<ModelManifest>>;
}

export async function openModelLibrary(options: {
  readonly bundledFolder: string;
  readonly cacheFile: string;
  /** Where the folders the user added are remembered. */
  readonly foldersFile: string;
  /** From the environment: not remembered. */
  readonly extraFolders: readonly string[];
}): Promise<ModelLibrary> {
  const { bundledFolder, cacheFile } = options;
  const folders = await openStateFile({
    file: options.foldersFile,
    schema: z.array(z.string()),
    initial: [],
    title: 'The list of model folders',
  });
  const scan = async (added: readonly string[]): Promise<LibraryScan> => {
    const all = [...options.extraFolders, ...added];
    const { models, problems } = await scanLibrary({ folders: all, bundledFolder, cacheFile });
    return { models, problems: folders.problem ? [folders.problem, ...problems] : problems };
  };
  let current: Promise<LibraryScan> | undefined;
  const list = () => {
    current ??= scan(folders.get());
    return current;
  };
  return {
    list,
    async addFolder(folder) {
      const before = await list();
      const next = await scan([...folders.get(), folder]);
      const inFolder = (model: ModelManifest) => isBelow(model.folder, folder);
      const model = next.models.find(inFolder);
      if (!model) {
        const known = new Set(before.problems.map((problem) => problem.message));
        const problem = next.problems.find(({ message }) => !known.has(message));
        return err(problem ?? alreadyThere(folder));
      }
      if (!before.models.some(inFolder)) {
        await folders.set([...folders.get(), folder]);
        current = Promise.resolve(next);
      }
      return ok(model);
    },
  };
}

const isBelow = (path: string, folder: string) =>
  path === folder || path.startsWith(`${folder}/`) || path.startsWith(`${folder}\\`);

const alreadyThere = (folder: string): AppError => ({
  code: 'model-already-there',
  message: `The models in ${folder} are in the library already, from another folder.`,
  hint: 'Choose them in the Load pipeline node.',
});

import { delimiter } from 'node:path';

/** PATCHBAY_MODELS: folders of models, separated as in PATH. */
export const modelFoldersFromEnv = (env: NodeJS.ProcessEnv): readonly string[] =>
  (env.PATCHBAY_MODELS ?? '').split(delimiter).filter((folder) => folder !== '');

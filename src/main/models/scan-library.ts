import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { AppError } from '@core/errors';
import type { ModelManifest } from '@core/models/manifest';
import { fileError } from '../files/file-errors';
import { openHashCache } from './hash-cache';
import { isFile } from './part-files';
import { readPipeline } from './read-pipeline';

export interface LibraryScan {
  readonly models: readonly ModelManifest[];
  readonly problems: readonly AppError[];
}

export interface ScanOptions {
  /** Each a pipeline, or a folder of pipelines. */
  readonly folders: readonly string[];
  /** Pipelines that ship with the app. */
  readonly bundledFolder: string;
  /** Where hashes of model files are remembered. */
  readonly cacheFile: string;
}

/** Reads all pipelines below the folders, bundled ones first. A model found twice is listed once. */
export async function scanLibrary(options: ScanOptions): Promise<LibraryScan> {
  const hashes = await openHashCache(options.cacheFile);
  const models = new Map<string, ModelManifest>();
  const problems: AppError[] = [];
  const roots = new Set([options.bundledFolder, ...options.folders].map((path) => resolve(path)));
  const bundledRoot = resolve(options.bundledFolder);
  for (const root of roots) {
    const found = await findPipelines(root);
    problems.push(...found.problems);
    for (const folder of found.folders) {
      const reading = await readPipeline(folder, { hashes, bundled: root === bundledRoot });
      if (!reading.ok) {
        problems.push(...reading.error);
        continue;
      }
      const { manifest } = reading.value;
      problems.push(...reading.value.problems);
      const listed = models.get(manifest.hash);
      if (!listed) models.set(manifest.hash, manifest);
      // The same folder under two roots is no news; another name is what a graph may ask for.
      else if (listed.name !== manifest.name) problems.push(sameModel(manifest, listed));
    }
  }
  try {
    await hashes.save();
  } catch (error) {
    problems.push({
      ...fileError('Writing', options.cacheFile, error),
      code: 'hash-cache-not-written',
    });
  }
  return { models: [...models.values()], problems };
}

async function findPipelines(
  root: string,
): Promise<{ readonly folders: readonly string[]; readonly problems: readonly AppError[] }> {
  if (await isPipeline(root)) return { folders: [root], problems: [] };
  let names: string[];
  try {
    names = await readdir(root);
  } catch (error) {
    return { folders: [], problems: [fileError('Reading the model folder', root, error)] };
  }
  const folders: string[] = [];
  for (const name of names.sort()) {
    if (await isPipeline(join(root, name))) folders.push(join(root, name));
  }
  return folders.length > 0 ? { folders, problems: [] } : { folders, problems: [noPipeline(root)] };
}

const isPipeline = (folder: string) => isFile(join(folder, 'model_index.json'));

const noPipeline = (folder: string): AppError => ({
  code: 'no-pipeline',
  message: `${folder} is no pipeline: there is no model_index.json in it or in its folders.`,
  hint: 'Choose the folder an ONNX export was written to: the one with model_index.json, unet and vae_decoder.',
});

const sameModel = (found: ModelManifest, listed: ModelManifest): AppError => ({
  code: 'model-already-there',
  message: `${found.name} in ${found.folder} has the same model files as ${listed.name}: it is listed once, as ${listed.name}.`,
  hint: `Choose ${listed.name} in the Load pipeline node. The config files of ${listed.folder} are the ones that count.`,
});

import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openModelLibrary } from '../../../src/main/models/model-library';
import { temporaryFolder } from '../temporary-folder';
import { inpaintingPipeline, writeFiles } from './make-pipeline';

async function library(folder: string) {
  return openModelLibrary({
    bundledFolder: join(folder, 'bundled'),
    cacheFile: join(folder, 'hashes.json'),
    foldersFile: join(folder, 'folders.json'),
    extraFolders: [],
  });
}

it('remembers a folder with a model, and no other', async () => {
  const folder = await temporaryFolder();
  const bundled = { ...inpaintingPipeline, 'unet/model.onnx': 'another model' };
  await writeFiles(join(folder, 'bundled', 'small'), bundled);
  await writeFiles(join(folder, 'mine'), inpaintingPipeline);
  await writeFiles(join(folder, 'copy'), bundled);
  await writeFiles(join(folder, 'photos'), { 'a.txt': '' });
  await writeFiles(join(folder, 'broken'), {
    ...inpaintingPipeline,
    'scheduler/scheduler_config.json': null,
  });
  const models = await library(folder);
  const names = async (from: typeof models) => (await from.list()).models.map(({ name }) => name);
  expect(await names(models)).toEqual(['small']);

  expect(await models.addFolder(join(folder, 'photos'))).toMatchObject({
    error: { code: 'no-pipeline' },
  });
  expect(await models.addFolder(join(folder, 'broken'))).toMatchObject({
    error: { code: 'file-missing', message: expect.stringContaining('broken, scheduler') },
  });
  expect(await models.addFolder(join(folder, 'copy'))).toMatchObject({
    error: { code: 'model-already-there' },
  });
  expect(await models.addFolder(join(folder, 'mine'))).toMatchObject({ value: { name: 'mine' } });
  expect(await models.addFolder(join(folder, 'mine'))).toMatchObject({ value: { name: 'mine' } });

  const restarted = await library(folder);
  expect(await names(restarted)).toEqual(['small', 'mine']);
  expect((await restarted.list()).problems).toEqual([]);
});

import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createGraphFiles } from '../../../src/main/files/graph-files';
import { createFileWatch, type FileState } from '../../../src/main/files/watch-files';
import { temporaryFolder } from '../temporary-folder';

it('tells when a file is changed, replaced, put back and removed by others, and nothing of our own saves', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'heart.json');
  await writeFile(path, 'one');
  const graphs = createGraphFiles();
  await graphs.open(path);
  const told: FileState['kind'][] = [];
  const watch = createFileWatch({
    stateOf: (file) => graphs.stateOf(file),
    told: (file, state) => {
      if (file === path) told.push(state);
    },
  });
  onTestFinished(() => watch.close());
  const tells = (...states: FileState['kind'][]) =>
    vi.waitFor(() => expect(told).toEqual(states), { timeout: 10_000, interval: 20 });
  watch.watch([path]);

  await graphs.save(path, 'two');
  await writeFile(path, 'three');
  await tells('changed');
  await writeFile(path, 'two');
  await tells('changed', 'same');
  // As editors save: beside it, then in its place.
  await writeFile(join(folder, 'other'), 'four');
  await rename(join(folder, 'other'), path);
  await tells('changed', 'same', 'changed');
  await writeFile(path, 'five');
  await tells('changed', 'same', 'changed', 'changed');
  await graphs.keepMine(path);
  watch.look(path);
  // At once: it is told although "changed" was the last that was told before.
  await writeFile(path, 'six');
  await tells('changed', 'same', 'changed', 'changed', 'changed');
  await rm(path);
  await tells('changed', 'same', 'changed', 'changed', 'changed', 'gone');
  watch.watch([]);
});

import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { createGraphFiles } from '../../../src/main/files/graph-files';
import { openDocument } from '../../../src/main/files/open-document';
import { openRecentFiles } from '../../../src/main/files/recent-files';
import { temporaryFolder } from '../temporary-folder';

it('keeps the ten last, newest first, each once, over a restart', async () => {
  const file = join(await temporaryFolder(), 'recent.json');
  let changes = 0;
  const recent = await openRecentFiles(file, () => {
    changes += 1;
  });
  for (let i = 1; i <= 12; i++) await recent.add(`/graphs/g${i}.json`);
  await recent.add('/graphs/g5.json');
  const again = await openRecentFiles(file, () => {});
  expect(again.list().map(({ name }) => name)).toEqual(
    [5, 12, 11, 10, 9, 8, 7, 6, 4, 3].map((i) => `g${i}.json`),
  );
  expect(again.list()[0]).toEqual({ path: '/graphs/g5.json', name: 'g5.json', folder: '/graphs' });
  expect(changes).toBe(13);
  await again.clear();
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual([]);
});

it('drops a file that is gone when it is opened, and says so', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'a.json');
  const recent = await openRecentFiles(join(folder, 'recent.json'), () => {});
  const services = { recent, graphs: createGraphFiles() };
  await writeFile(path, '{}');
  await openDocument(services, path);
  expect(recent.has(path)).toBe(true);

  await rm(path);
  const opened = await openDocument(services, path);
  expect(opened).toMatchObject({
    error: { code: 'file-missing', hint: expect.stringContaining('taken off the list') },
  });
  expect(recent.has(path)).toBe(false);
});

it('two files added at once are both kept', async () => {
  const recent = await openRecentFiles(join(await temporaryFolder(), 'recent.json'), () => {});
  await Promise.all([recent.add('/graphs/a.json'), recent.add('/graphs/b.json')]);
  expect(recent.list().map(({ path }) => path)).toEqual(['/graphs/b.json', '/graphs/a.json']);
});

it('a list that cannot be written does not keep a graph from being opened', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'a.json');
  await writeFile(path, '{}');
  await writeFile(join(folder, 'no-folder'), '');
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const recent = await openRecentFiles(join(folder, 'no-folder', 'recent.json'), () => {});
  const opened = await openDocument({ recent, graphs: createGraphFiles() }, path);
  expect(opened).toMatchObject({ ok: true, value: { text: '{}' } });
  expect(said).toHaveBeenCalledOnce();
  said.mockRestore();
});

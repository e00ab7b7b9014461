import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join, parse, relative } from 'node:path';
import { expect, it } from 'vitest';
import { writeOutput } from '../../../src/main/engine/files/write-output';
import { temporaryFolder } from '../temporary-folder';

const bytes = new TextEncoder().encode('picture');
const write = (folder: string, name: string) =>
  writeOutput({ folder, name, extension: 'png', bytes });

it('numbers files instead of overwriting them, in folders that it makes', async () => {
  const folder = join(await temporaryFolder(), 'not', 'there', 'yet');
  const paths = [await write(folder, 'hearts/red'), await write(folder, 'hearts/red')];
  expect(paths.map((path) => relative(folder, path))).toEqual([
    join('hearts', 'red.png'),
    join('hearts', 'red-001.png'),
  ]);
  expect(await readFile(paths[1] ?? '', 'utf8')).toBe('picture');
});

it.each(['/etc/x', '../x', 'a/../../x', 'C:x', 'a//b', ''])(
  'refuses %j as a name',
  async (name) => {
    await expect(write(await temporaryFolder(), name)).rejects.toMatchObject({
      error: { code: 'output-name' },
    });
  },
);

it('a link in the output folder leads nowhere: not even an empty folder appears behind it', async () => {
  const base = await temporaryFolder();
  const [outside, folder] = [join(base, 'outside'), join(base, 'pictures')];
  await mkdir(outside);
  await mkdir(folder);
  await symlink(outside, join(folder, 'link'));
  await expect(write(folder, 'link/new/x')).rejects.toMatchObject({
    error: { code: 'output-name', message: expect.stringContaining('leads out') },
  });
  expect(await readdir(outside)).toEqual([]);
});

it('the root of a drive can be the output folder', async () => {
  const folder = await temporaryFolder();
  const { root } = parse(folder);
  const path = await write(root, join(relative(root, folder), 'x').replaceAll('\\', '/'));
  expect(path).toBe(join(folder, 'x.png'));
});

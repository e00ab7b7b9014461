import { join } from 'node:path';
import { expect, it } from 'vitest';
import { graphArgument } from '../../../src/main/files/graph-argument';
import { safeFileName } from '../../../src/main/files/safe-file-name';
import { listTemplates } from '../../../src/main/files/templates';
import { writeFiles } from '../models/make-pipeline';
import { temporaryFolder } from '../temporary-folder';

it.each([
  ['a/b\\c:d', 'a b c d'],
  ['  two  words  ', 'two words'],
  ['..', 'Untitled'],
  ['', 'Untitled'],
  ['name.', 'name'],
  ['line\nbreak\u0000', 'line break'],
  ['Grüße 🎨', 'Grüße 🎨'],
  ['x'.repeat(300), 'x'.repeat(100)],
])('makes %j a file name: %j', (name, expected) => {
  expect(safeFileName(name)).toBe(expected);
});

it.each([
  [['electron', '--no-sandbox', 'a.json'], '/work/a.json'],
  [['electron', '.', '/graphs/b.JSON'], '/graphs/b.JSON'],
  [['electron', '--config=c.json'], undefined],
  [['electron', '/project'], undefined],
  [['app.json'], undefined],
])('finds the graph among %j', (argv, expected) => {
  expect(graphArgument(argv, '/work')).toBe(expected);
});

it('lists templates by their order, then by name', async () => {
  const folder = await temporaryFolder();
  await writeFiles(folder, {
    'z.json': { name: 'First', description: 'd', order: 1 },
    'a.json': { name: 'Second', order: 2 },
    'c.json': { name: 'Beta' },
    'b.json': { name: 'Alpha' },
    'README.md': 'no template',
  });
  const templates = await listTemplates(folder);
  expect(templates.map(({ id, name }) => [id, name])).toEqual([
    ['z', 'First'],
    ['a', 'Second'],
    ['b', 'Alpha'],
    ['c', 'Beta'],
  ]);
  expect(templates[0]?.description).toBe('d');
});

it('says which template is damaged', async () => {
  const folder = await temporaryFolder();
  await writeFiles(folder, { 'bad.json': '{' });
  await expect(listTemplates(folder)).rejects.toThrow(join('bad.json'));
});

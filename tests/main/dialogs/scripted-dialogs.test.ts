import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { graphFilter } from '../../../src/main/dialogs/dialogs';
import { scriptedDialogs } from '../../../src/main/dialogs/scripted-dialogs';
import { temporaryFolder } from '../temporary-folder';

it('answers in order, takes each answer once, and refuses one of another kind', async () => {
  const file = join(await temporaryFolder(), 'dialogs.json');
  await writeFile(file, '[{"open":"/a.json"},{"unsaved":"discard"},{"save":null},{"choose":1}]');
  const dialogs = scriptedDialogs(file);
  const open = () => dialogs.openFile({ title: '', filters: [graphFilter] });
  expect(await open()).toBe('/a.json');
  expect(await dialogs.unsavedChanges('x')).toBe('discard');
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual([{ save: null }, { choose: 1 }]);
  await expect(open()).rejects.toThrow('the app asked "open"');
  expect(await dialogs.choose({ message: '', buttons: [] })).toBe(1);
  await expect(open()).rejects.toThrow('no answer left');
});

import { ipcContract } from '@core/ipc-contract';
import { expect, it } from 'vitest';

const patch = ipcContract['settings.set'].args;

it('a change of one setting says nothing of the others', () => {
  // Defaults filled in here would reset the provider and the output folder with each change of theme.
  expect(patch.parse([{ theme: 'dark' }])).toEqual([{ theme: 'dark' }]);
  expect(patch.parse([{}])).toEqual([{}]);
});

it('the window cannot name the folder that pictures are written to', () => {
  expect(patch.safeParse([{ outputFolder: '/etc' }]).success).toBe(false);
});

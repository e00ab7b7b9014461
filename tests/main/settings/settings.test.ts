import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSettings } from '../../../src/main/settings/settings';
import { temporaryFolder } from '../temporary-folder';

describe('settings', () => {
  it('start with their defaults and survive a restart', async () => {
    const file = join(await temporaryFolder(), 'new', 'settings.json');
    const settings = await openSettings(file);
    expect(settings.problem).toBeUndefined();
    expect(settings.get()).toMatchObject({ theme: 'system', provider: 'auto' });
    await settings.set({ ...settings.get(), theme: 'dark' });
    expect((await openSettings(file)).get().theme).toBe('dark');
  });

  it('fill in what an older version did not know', async () => {
    const file = join(await temporaryFolder(), 'settings.json');
    await writeFile(file, '{"theme":"light"}');
    const settings = await openSettings(file);
    expect(settings.get()).toMatchObject({ theme: 'light', outputFolder: '' });
  });

  it.each(['{"theme":', '{"theme":"pink"}', '[]'])(
    'a damaged file (%s) is moved aside, and said',
    async (text) => {
      const file = join(await temporaryFolder(), 'settings.json');
      await writeFile(file, text);
      const settings = await openSettings(file);
      expect(settings.get().theme).toBe('system');
      expect(settings.problem?.message).toContain('The settings');
      expect(settings.problem?.hint).toContain(`${file}.damaged`);
      expect(await readFile(`${file}.damaged`, 'utf8')).toBe(text);
      await settings.set({ ...settings.get(), theme: 'dark' });
      expect((await openSettings(file)).problem).toBeUndefined();
    },
  );

  it('writes at once end in the last value', async () => {
    const file = join(await temporaryFolder(), 'settings.json');
    const settings = await openSettings(file);
    const value = settings.get();
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => settings.set({ ...value, outputFolder: `/f${i}` })),
    );
    expect(JSON.parse(await readFile(file, 'utf8')).outputFolder).toBe('/f19');
  });

  it('changes at once all hold: each starts from what the one before it left', async () => {
    const file = join(await temporaryFolder(), 'settings.json');
    const settings = await openSettings(file);
    await Promise.all([
      settings.update((value) => ({ ...value, theme: 'dark' })),
      settings.update((value) => ({ ...value, outputFolder: '/pictures' })),
    ]);
    const kept = JSON.parse(await readFile(file, 'utf8'));
    expect(kept).toMatchObject({ theme: 'dark', outputFolder: '/pictures' });
  });

  it('keep the old value when they cannot be written', async () => {
    const folder = await temporaryFolder();
    const settings = await openSettings(join(folder, 'settings.json'));
    await writeFile(join(folder, 'file'), '');
    const blocked = await openSettings(join(folder, 'file', 'settings.json'));
    await expect(blocked.set({ ...settings.get(), theme: 'dark' })).rejects.toThrow();
    expect(blocked.get().theme).toBe('system');
  });
});

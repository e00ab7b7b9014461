import {
  chmod,
  mkdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createGraphFiles } from '../../../src/main/files/graph-files';
import { temporaryFolder } from '../temporary-folder';

async function openedFile(text = 'one') {
  const folder = await temporaryFolder();
  const path = join(folder, 'heart.json');
  await writeFile(path, text);
  const graphs = createGraphFiles();
  const opened = await graphs.open(path);
  return { folder, path, graphs, opened };
}

/** Also where the clock is coarse, the time differs. */
async function changeOutside(path: string, text: string, secondsLater = 5) {
  await writeFile(path, text);
  const later = new Date(Date.now() + secondsLater * 1000);
  await utimes(path, later, later);
}

const content = (path: string) => readFile(path, 'utf8');

describe('opening', () => {
  it('gives text and name as they are on disk', async () => {
    const { opened, path } = await openedFile('{"ä": 1}');
    expect(opened).toEqual({ ok: true, value: { path, name: 'heart', text: '{"ä": 1}' } });
  });

  it('leaves out a byte order mark', async () => {
    const { opened } = await openedFile('\uFEFF{}');
    expect(opened).toMatchObject({ value: { text: '{}' } });
  });

  it('refuses what cannot be a graph, each with its reason', async () => {
    const { folder, path, graphs } = await openedFile();
    await writeFile(join(folder, 'latin1.json'), Buffer.from([0x7b, 0xe4, 0x7d]));
    await truncate(path, 100_000_001);
    const code = async (name: string) => {
      const opened = await graphs.open(join(folder, name));
      return opened.ok ? 'opened' : opened.error.code;
    };
    expect(await code('heart.json')).toBe('file-too-large');
    expect(await code('latin1.json')).toBe('not-utf8');
    expect(await code('gone.json')).toBe('file-missing');
    expect(await code('.')).toBe('is-a-folder');
  });
});

describe('saving', () => {
  it('writes to files opened or chosen in this session only', async () => {
    const { folder, path, graphs } = await openedFile();
    expect(await graphs.save(path, 'two')).toMatchObject({ ok: true, value: { name: 'heart' } });
    expect(await content(path)).toBe('two');

    const other = join(folder, 'other.json');
    expect(await graphs.save(other, 'x')).toMatchObject({ error: { code: 'path-not-opened' } });
    await expect(stat(other)).rejects.toThrow();
    await graphs.exportTo(other, 'exported');
    expect(await graphs.save(other, 'x')).toMatchObject({ error: { code: 'path-not-opened' } });
    await graphs.saveChosen(other, 'chosen');
    expect(await graphs.save(other, 'again')).toMatchObject({ ok: true });
    expect(await content(other)).toBe('again');
  });

  it('refuses to overwrite what another program wrote until it is told to', async () => {
    const { path, graphs } = await openedFile();
    await changeOutside(path, 'foreign');
    expect(await graphs.save(path, 'mine')).toMatchObject({
      error: { code: 'file-changed', hint: expect.stringContaining('Save as') },
    });
    expect(await graphs.save(path, 'mine')).toMatchObject({ error: { code: 'file-changed' } });
    expect(await content(path)).toBe('foreign');
    expect(await graphs.save(path, 'mine', true)).toMatchObject({ ok: true });
    expect(await content(path)).toBe('mine');
    // What was just written is no foreign change.
    expect(await graphs.save(path, 'mine too')).toMatchObject({ ok: true });
  });

  it('tells again when it changed again after the warning', async () => {
    const { path, graphs } = await openedFile();
    await changeOutside(path, 'foreign', 5);
    expect((await graphs.save(path, 'mine')).ok).toBe(false);
    await changeOutside(path, 'more foreign', 10);
    expect(await graphs.save(path, 'mine', true)).toMatchObject({
      error: { code: 'file-changed' },
    });
    expect(await content(path)).toBe('more foreign');
  });

  it('does not mind a new time on the same content', async () => {
    const { path, graphs } = await openedFile('same');
    await changeOutside(path, 'same');
    expect(await graphs.save(path, 'new')).toMatchObject({ ok: true });
  });

  it('notices a change of the same length', async () => {
    const { path, graphs } = await openedFile('aaa');
    await changeOutside(path, 'bbb');
    expect(await graphs.save(path, 'new')).toMatchObject({ error: { code: 'file-changed' } });
  });

  it('notices a change that shows in neither length nor time', async () => {
    const { path, graphs } = await openedFile('aaa');
    const { atime, mtime } = await stat(path);
    await utimes(path, atime, mtime);
    await graphs.open(path);
    await writeFile(path, 'bbb');
    await utimes(path, atime, mtime);
    expect(await graphs.save(path, 'new')).toMatchObject({ error: { code: 'file-changed' } });
  });

  it('asked for several times at once ends in the last text, and takes none for foreign', async () => {
    const { path, graphs } = await openedFile();
    const long = 'x'.repeat(5_000_000);
    const saved = await Promise.all(
      [`${long}1`, `${long}2`, 'last'].map((text) => graphs.save(path, text)),
    );
    expect(saved.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(await content(path)).toBe('last');
  });

  it('makes a deleted file again, and says when its folder is gone', async () => {
    const { folder, path, graphs } = await openedFile();
    await rm(path);
    expect(await graphs.save(path, 'back')).toMatchObject({ ok: true });
    await rm(folder, { recursive: true });
    expect(await graphs.save(path, 'lost')).toMatchObject({
      error: { code: 'folder-missing', hint: expect.stringContaining('Save as') },
    });
  });

  it.skipIf(process.getuid?.() === 0)('says that a folder is read-only', async () => {
    const { folder, path, graphs } = await openedFile();
    await chmod(folder, 0o500);
    expect(await graphs.save(path, 'x')).toMatchObject({ error: { code: 'no-permission' } });
    await chmod(folder, 0o700);
    expect(await content(path)).toBe('one');
  });

  it.skipIf(process.platform !== 'linux')('says so when the system refuses to write', async () => {
    const { graphs } = await openedFile();
    // Nobody may create files there, root neither.
    const saved = await graphs.saveChosen('/proc/graph.json', 'x');
    expect(saved.ok).toBe(false);
  });

  it('follows a link to the file it names', async () => {
    const { folder, path, graphs } = await openedFile();
    await mkdir(join(folder, 'links'));
    const link = join(folder, 'links', 'link.json');
    await symlink(path, link);
    await graphs.open(link);
    expect(await graphs.save(link, 'through')).toMatchObject({ ok: true });
    expect(await content(path)).toBe('through');
  });
});

describe('files that others change', () => {
  it('knows the state of each, and keeps mine when told to', async () => {
    const { path, graphs } = await openedFile();
    expect((await graphs.stateOf(path)).kind).toBe('same');
    await changeOutside(path, 'foreign');
    expect((await graphs.stateOf(path)).kind).toBe('changed');
    await graphs.keepMine(path);
    expect((await graphs.stateOf(path)).kind).toBe('same');
    expect(await graphs.save(path, 'mine')).toMatchObject({ ok: true });
    await rm(path);
    expect((await graphs.stateOf(path)).kind).toBe('gone');
  });

  it('a recovered graph may be saved to its file, unless that has changed since the crash', async () => {
    const { path, graphs } = await openedFile();
    const later = createGraphFiles();
    later.adopt(path, graphs.hashOf(path));
    expect(await later.save(path, 'recovered')).toMatchObject({ ok: true });
    const evenLater = createGraphFiles();
    evenLater.adopt(path, graphs.hashOf(path));
    expect(await evenLater.save(path, 'mine')).toMatchObject({ error: { code: 'file-changed' } });
    const unknown = createGraphFiles();
    unknown.adopt(path, null);
    expect(await unknown.save(path, 'mine')).toMatchObject({ error: { code: 'file-changed' } });
  });
});

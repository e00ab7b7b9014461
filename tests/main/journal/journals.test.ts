import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppError } from '@core/errors';
import { emptyDocument } from '@core/graph/document';
import { type JournalEntry, journalLine } from '@core/graph/journal';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createJournals } from '../../../src/main/journal/journals';
import { headerOf } from '../../core/graph/helpers/journal-session';
import { temporaryFolder } from '../temporary-folder';

const header = (id: string, edits = 0) => ({ ...headerOf(emptyDocument(), edits), id });
const entry = (seq: number): JournalEntry => ({
  seq,
  time: 1000 + seq,
  label: 'name',
  edit: { kind: 'setDocumentField', field: 'name', value: `n${seq}` },
});
const line = (seq: number) => journalLine(entry(seq));

async function session(folder?: string) {
  const place = folder ?? join(await temporaryFolder(), 'journal');
  const failed: AppError[] = [];
  const journals = createJournals(place, (error) => failed.push(error));
  onTestFinished(async () => {
    for (const owner of [1, 2, 7]) await journals.release(owner);
  });
  return { place, failed, journals };
}

it('offers what the session before has left behind: name, file, time and number of edits', async () => {
  const { place, journals } = await session();
  await journals.begin(1, header('a', 2));
  journals.append('a', [line(1), line(2)]);
  await journals.begin(1, header('never-edited'));
  await journals.begin(1, header('saved'));
  journals.append('saved', [line(1)]);
  await journals.end('saved');
  await journals.flush();
  expect(await journals.list(1), 'its own are being written').toEqual({
    documents: [],
    problems: [],
  });

  const next = (await session(place)).journals;
  expect(await next.list(1)).toEqual({
    documents: [
      { id: 'a', name: 'heart', path: '/graphs/heart.json', time: 1002, edits: 4, damaged: false },
    ],
    problems: [],
  });
  expect((await next.list(2)).documents, 'another window is not offered the same').toEqual([]);
  expect(await readdir(place)).toEqual(['a.jsonl']);
  await next.end('a');
  expect(await readdir(place)).toEqual([]);
});

it('is on the disk within a second of the edit, without being asked', async () => {
  const { place, journals } = await session();
  await journals.begin(1, header('a'));
  journals.append('a', [line(1)]);
  const written = () => readFile(join(place, 'a.jsonl'), 'utf8');
  await vi.waitFor(async () => expect(await written()).toContain(line(1)), { timeout: 1000 });
});

it('a journal that begins anew takes the place of the old one whole', async () => {
  const { place, journals } = await session();
  await journals.begin(1, header('a'));
  journals.append('a', [line(1), line(2)]);
  await journals.begin(1, header('a', 2));
  journals.append('a', [line(1)]);
  await journals.flush();
  expect(await readFile(join(place, 'a.jsonl'), 'utf8')).toBe(
    journalLine(header('a', 2)) + line(1),
  );
});

it('a page that died is offered its graphs again', async () => {
  const { journals } = await session();
  await journals.begin(7, header('a'));
  journals.append('a', [line(1)]);
  void journals.release(7);
  expect((await journals.list(7)).documents).toMatchObject([{ id: 'a', edits: 1 }]);
});

it('a torn end is cut, a damaged middle is said and kept, a damaged start is moved aside', async () => {
  const { place, journals } = await session();
  for (const id of ['torn', 'middle', 'start']) {
    await journals.begin(1, header(id));
    journals.append(id, [line(1), line(2), line(3)]);
  }
  await journals.flush();
  const file = (id: string) => join(place, `${id}.jsonl`);
  const bytes = await readFile(file('torn'));
  await truncate(file('torn'), bytes.length - 5);
  const text = await readFile(file('middle'), 'utf8');
  await writeFile(file('middle'), text.replace('n2', 'n9'));
  await writeFile(file('start'), 'garbage');
  const next = (await session(place)).journals;
  const { documents, problems } = await next.list(1);
  expect(documents.map(({ id, edits, damaged }) => ({ id, edits, damaged }))).toEqual(
    expect.arrayContaining([
      { id: 'torn', edits: 2, damaged: false },
      { id: 'middle', edits: 1, damaged: true },
    ]),
  );
  expect(problems).toMatchObject([
    { code: 'journal-unreadable', hint: expect.stringContaining('.damaged') },
  ]);
  expect(await readFile(`${file('start')}.damaged`, 'utf8')).toBe('garbage');
  expect(await readFile(`${file('middle')}.damaged`, 'utf8')).toContain('n9');
});

it('says once that it cannot write, keeps everything, and writes it when it can again', async () => {
  const { place, journals, failed } = await session();
  await mkdir(place, { recursive: true });
  // A folder in its place: not even root can write there.
  await mkdir(join(place, 'a.jsonl'));
  await journals.begin(1, header('a'));
  journals.append('a', [line(1)]);
  await journals.flush();
  expect(failed).toMatchObject([{ message: expect.stringContaining('would be lost') }]);
  await rm(join(place, 'a.jsonl'), { recursive: true });
  journals.append('a', [line(2)]);
  await journals.flush();
  expect(await readFile(join(place, 'a.jsonl'), 'utf8')).toContain(line(1) + line(2));
});

it('takes entries at once, while the header is still on its way', async () => {
  const { place, journals } = await session();
  const begun = journals.begin(1, header('a'));
  journals.append('a', [line(1)]);
  await begun;
  await journals.flush();
  expect(await readFile(join(place, 'a.jsonl'), 'utf8')).toBe(journalLine(header('a')) + line(1));
});

it('beginning anew in the middle of writing mixes nothing', async () => {
  const { place, journals } = await session();
  const all: Promise<void>[] = [];
  for (let round = 0; round < 20; round++) {
    all.push(journals.begin(1, header('a', round)));
    journals.append('a', [line(1)]);
    all.push(journals.flush());
    if (round % 3 === 0) await Promise.all(all);
    journals.append('a', [line(2)]);
  }
  await journals.flush();
  expect(await readFile(join(place, 'a.jsonl'), 'utf8')).toBe(
    journalLine(header('a', 19)) + line(1) + line(2),
  );
});

it('ended and begun again at once is there', async () => {
  const { place, journals } = await session();
  await journals.begin(1, header('a'));
  journals.append('a', [line(1)]);
  void journals.end('a');
  void journals.begin(1, header('a'));
  journals.append('a', [line(1)]);
  await journals.flush();
  expect(await readFile(join(place, 'a.jsonl'), 'utf8')).toBe(journalLine(header('a')) + line(1));
});

it('takes no line that is no entry, and none before it was begun', async () => {
  const { journals } = await session();
  expect(() => journals.append('a', [line(1)])).toThrow();
  await journals.begin(1, header('a'));
  expect(() => journals.append('a', ['{"seq":1}\n'])).toThrow();
});

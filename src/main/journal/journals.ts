import { copyFile, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type AppError, err, ok, type Result } from '@core/errors';
import { type JournalHeader, journalLine, readEntry, readJournal } from '@core/graph/journal';
import type { IpcResult } from '@core/ipc-contract';
import { fileError } from '../files/file-errors';
import { createJournalWriter, type JournalWriter } from './journal-writer';

type Listed = IpcResult<'journal.list'>;
type Summary = Listed['documents'][number];

/**
 * The journals of documents with unsaved edits, one file each. Those that nobody in this session
 * writes are what an earlier session, or a page that died, has left behind.
 */
export interface Journals {
  /** Begins, or begins anew, for the page `owner`. */
  begin(owner: number, header: JournalHeader): Promise<void>;
  /** Entries as lines, made by `journalLine`; throws on others. */
  append(id: string, lines: readonly string[]): void;
  /** Saved or discarded: nothing is left. */
  end(id: string): Promise<void>;
  /** The page is gone: what it had not saved can be recovered. */
  release(owner: number): Promise<void>;
  /** What can be recovered; two pages are never offered the same. */
  list(owner: number): Promise<Listed>;
  read(id: string): Promise<Result<{ readonly text: string; readonly header: JournalHeader }>>;
  /** Resolves when everything is on the disk. */
  flush(): Promise<void>;
}

const extension = '.jsonl';

/** `failed`: told when a journal cannot be written; it goes on trying. */
export function createJournals(folder: string, failed: (error: AppError) => void): Journals {
  const writers = new Map<string, { readonly owner: number; readonly writer: JournalWriter }>();
  /** Page that was offered it last, by id. */
  const offeredTo = new Map<string, number>();
  let closing: Promise<unknown> = Promise.resolve();
  const fileOf = (id: string) => join(folder, `${id}${extension}`);
  /** Said once, until it works again for a new document: it is tried every two seconds. */
  const told = new Set<string>();
  const tell = (id: string, error: unknown) => {
    if (told.has(id)) return;
    told.add(id);
    const { message, ...rest } = fileError('Writing the journal', fileOf(id), error);
    failed({ ...rest, message: `${message} Unsaved changes would be lost if the app ended now.` });
  };
  const make = (owner: number, id: string) => {
    const writer = createJournalWriter(fileOf(id), (error) => tell(id, error));
    writers.set(id, { owner, writer });
    return writer;
  };
  const load = async (id: string) => {
    const file = fileOf(id);
    try {
      const text = await readFile(file, 'utf8');
      const journal = readJournal(text);
      return journal.ok ? ok({ text, ...journal.value }) : journal;
    } catch (error) {
      return err(fileError('Reading', file, error));
    }
  };
  const summaryOf = async (id: string): Promise<Result<Summary | null>> => {
    const found = await load(id);
    if (!found.ok) return found;
    const { header, entries, damage } = found.value;
    const edits = header.edits + entries.length;
    // Nothing had reached the disk, so nothing can be told from the saved graph.
    if (edits === 0 && damage !== 'corrupt') return ok(null);
    const { name, path } = header;
    const time = entries.at(-1)?.time ?? header.time;
    return ok({ id, name, path, time, edits, damaged: damage === 'corrupt' });
  };
  return {
    begin(owner, header) {
      const { id } = header;
      told.delete(id);
      // At once: entries may come before the header is on the disk.
      return (writers.get(id)?.writer ?? make(owner, id)).begin(journalLine(header));
    },
    append(id, lines) {
      const known = writers.get(id);
      if (!known) throw new Error(`the journal ${id} was not begun`);
      if (lines.some((line) => !readEntry(line))) throw new Error(`no line of the journal ${id}`);
      known.writer.append(lines.join(''));
    },
    async end(id) {
      const known = writers.get(id);
      // The writer stays: a new beginning must come after the removal.
      if (known) await known.writer.remove();
      else await rm(fileOf(id), { force: true });
    },
    async release(owner) {
      for (const [id, page] of offeredTo) if (page === owner) offeredTo.delete(id);
      const theirs = [...writers].filter(([, writer]) => writer.owner === owner);
      for (const [id] of theirs) writers.delete(id);
      closing = Promise.all([closing, ...theirs.map(([, { writer }]) => writer.close())]);
      await closing;
    },
    async list(owner) {
      await closing;
      const documents: Summary[] = [];
      const problems: AppError[] = [];
      const names = await readdir(folder).catch((): string[] => []);
      for (const name of names.filter((one) => one.endsWith(extension))) {
        const id = name.slice(0, -extension.length);
        if (writers.has(id) || (offeredTo.get(id) ?? owner) !== owner) continue;
        offeredTo.set(id, owner);
        const summary = await summaryOf(id);
        if (!summary.ok) problems.push(await moveAside(fileOf(id), summary.error));
        else if (!summary.value) await rm(fileOf(id), { force: true });
        else documents.push(summary.value);
        // What can no longer be read of it may still be of use to somebody.
        if (summary.ok && summary.value?.damaged)
          await copyFile(fileOf(id), `${fileOf(id)}.damaged`).catch(() => undefined);
      }
      return { documents: documents.sort((a, b) => b.time - a.time), problems };
    },
    read: load,
    async flush() {
      await Promise.all([...writers.values()].map(({ writer }) => writer.flush()));
    },
  };
}

async function moveAside(file: string, error: AppError): Promise<AppError> {
  const aside = `${file}.damaged`;
  const moved = await rename(file, aside).then(
    () => true,
    () => false,
  );
  return { ...error, hint: `${error.hint ?? ''} It is kept in ${moved ? aside : file}.`.trim() };
}

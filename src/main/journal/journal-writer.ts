import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeFileAtomic } from '../files/write-file-atomic';

/** Edits of this long are written at once: well below the second that is promised. */
const batchMs = 150;
/** After a failed write, until it is tried again. */
const retryMs = 2000;

/** Writes the journal of one document: what is appended is on the disk within a second. */
export interface JournalWriter {
  /** Puts a new beginning in place of the whole journal, at once or not at all. */
  begin(headerLine: string): Promise<void>;
  append(lines: string): void;
  /** Resolves when what was appended before is on the disk. */
  flush(): Promise<void>;
  /** Ends writing and keeps the file. */
  close(): Promise<void>;
  /** Ends writing and removes the file. */
  remove(): Promise<void>;
}

interface Work {
  readonly header?: string;
  readonly lines: string;
}

/** `failed`: told of each write that did not work. What was to be written is kept and tried again. */
export function createJournalWriter(file: string, failed: (error: unknown) => void): JournalWriter {
  let handle: FileHandle | undefined;
  /** Bytes known to be whole: what a failed write left behind them is cut off before the next. */
  let whole = 0;
  /** What waits to be written: with a header, it takes the place of all before it. */
  let waiting: Work = { lines: '' };
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<void> = Promise.resolve();

  const inTurn = (action: () => Promise<void>): Promise<void> => {
    const done = last.then(action);
    last = done.catch(() => undefined);
    return done;
  };
  const stop = async () => {
    clearTimeout(timer);
    timer = undefined;
    await handle?.close();
    handle = undefined;
  };
  const writeHeader = async (header: string) => {
    await handle?.close();
    handle = undefined;
    await mkdir(dirname(file), { recursive: true });
    await writeFileAtomic(file, header);
    handle = await open(file, 'r+');
    whole = Buffer.byteLength(header);
  };
  const writeLines = async (lines: string) => {
    if (lines === '' || !handle) return;
    const bytes = Buffer.from(lines);
    await handle.truncate(whole);
    // One `write` may stop before the end on a disk that fills up.
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, whole + done);
      done += bytesWritten;
    }
    await handle.datasync();
    whole += bytes.length;
  };
  const writeWaiting = async () => {
    let mine = waiting;
    waiting = { lines: '' };
    try {
      if (mine.header !== undefined) await writeHeader(mine.header);
      mine = { lines: mine.lines };
      await writeLines(mine.lines);
    } catch (error) {
      // A new beginning that came meanwhile holds all of it.
      if (waiting.header === undefined) waiting = { ...mine, lines: mine.lines + waiting.lines };
      throw error;
    }
  };
  const flush = () =>
    inTurn(async () => {
      clearTimeout(timer);
      timer = undefined;
      try {
        await writeWaiting();
      } catch (error) {
        later(retryMs);
        failed(error);
      }
    });
  const later = (ms: number) => {
    timer ??= setTimeout(() => void flush(), ms);
  };
  return {
    begin(header) {
      waiting = { header, lines: '' };
      return flush();
    },
    append(lines) {
      waiting = { ...waiting, lines: waiting.lines + lines };
      later(batchMs);
    },
    flush,
    async close() {
      await flush();
      await inTurn(stop);
    },
    remove() {
      waiting = { lines: '' };
      return inTurn(async () => {
        await stop();
        await rm(file, { force: true });
      });
    },
  };
}

import { z } from 'zod';
import { err, ok, type Result } from '../errors';
import { crc32 } from '../images/png-chunks';
import type { Edit } from './edit';
import { editSchema } from './edit-schema';
import { inspectJson } from './json-limits';

/**
 * The journal of a document that is being edited: text of one JSON object a line. The first line is
 * the header with the document as it was, each further one an edit as it was applied. Every line
 * carries a checksum, so that what a crash or a bad disk left of it is told from what was written.
 */

// In every environment the core runs in, but in no library that its tsconfig may name.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

export const journalFormat = 'latent-patchbay/journal';

export const journalHeaderSchema = z.looseObject({
  format: z.literal(journalFormat),
  version: z.literal(1),
  /** Of the document; names the journal's file. */
  id: z.string(),
  /** File that the document belongs to; null before it was saved for the first time. */
  path: z.string().nullable(),
  name: z.string(),
  /** SHA-256, hex, of the file as it was opened or saved last; null where there is none. */
  fileHash: z.string().nullable(),
  /** Milliseconds since 1970. */
  time: z.number(),
  /** Unsaved edits that `base` holds already. */
  edits: z.number().int().min(0),
  /** Canonical text of the document before the first entry. */
  base: z.string(),
});
export type JournalHeader = z.infer<typeof journalHeaderSchema>;

const entrySchema = z.looseObject({
  /** 1 for the first entry, counted without gaps. */
  seq: z.number().int().positive(),
  time: z.number(),
  label: z.string(),
  edit: editSchema,
  mergeKey: z.string().optional(),
  gesture: z.string().optional(),
  /** The edit took back, or did again, one before it. */
  by: z.enum(['undo', 'redo']).optional(),
});

export interface JournalEntry {
  readonly seq: number;
  readonly time: number;
  readonly label: string;
  readonly edit: Edit;
  readonly mergeKey?: string;
  readonly gesture?: string;
  readonly by?: 'undo' | 'redo';
}

export interface Journal {
  readonly header: JournalHeader;
  readonly entries: readonly JournalEntry[];
  /**
   * `torn`: the last line was cut off, as when the power fails while it is written.
   * `corrupt`: a line before the last cannot be read; it and what follows are left out.
   */
  readonly damage: 'none' | 'torn' | 'corrupt';
}

const sumOf = (json: string) => crc32(new TextEncoder().encode(json)).toString(16).padStart(8, '0');

/** A header or an entry as a line of the journal, with its line break. */
export function journalLine(content: JournalHeader | JournalEntry): string {
  const json = JSON.stringify(content);
  return `{"sum":"${sumOf(json)}","of":${json}}\n`;
}

/** `{"sum":"01234567","of":` */
const prefixLength = 23;

/** What a line holds; undefined when it is not whole. */
function contentOf(line: string): unknown {
  const match = /^\{"sum":"([0-9a-f]{8})","of":/.exec(line);
  if (!match || !line.endsWith('}')) return undefined;
  const json = line.slice(prefixLength, -1);
  if (sumOf(json) !== match[1]) return undefined;
  try {
    const content: unknown = JSON.parse(json);
    return inspectJson(content).tooDeep ? undefined : content;
  } catch {
    return undefined;
  }
}

/** Checks the very object and drops zod's copy (see `editSchema`). */
const isEntry = (value: unknown): value is JournalEntry => entrySchema.safeParse(value).success;

/** An entry's line, with or without its line break; undefined when it is not whole. */
export function readEntry(line: string): JournalEntry | undefined {
  const content = contentOf(line.trimEnd());
  return isEntry(content) ? content : undefined;
}

/** Reads what there is of a journal. Fails with `journal-unreadable` where not even its start is whole. */
export function readJournal(text: string): Result<Journal> {
  const [first = '', ...rest] = text.split('\n');
  const header = journalHeaderSchema.safeParse(contentOf(first));
  if (!header.success) {
    return err({
      code: 'journal-unreadable',
      message: 'The journal of an unsaved graph is damaged from its beginning.',
      hint: 'Nothing can be recovered from it.',
    });
  }
  const lines = rest.filter((line) => line !== '');
  const entries: JournalEntry[] = [];
  for (const line of lines) {
    const entry = readEntry(line);
    if (entry?.seq !== entries.length + 1) {
      // A line that was being written when everything ended has no line break yet.
      const isTorn = entries.length === lines.length - 1 && !text.endsWith('\n');
      return ok({ header: header.data, entries, damage: isTorn ? 'torn' : 'corrupt' });
    }
    entries.push(entry);
  }
  return ok({ header: header.data, entries, damage: 'none' });
}

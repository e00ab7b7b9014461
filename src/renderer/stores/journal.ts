import { journalLine } from '@core/graph/journal';
import { serializeDocument } from '@core/graph/serialize';
import { api } from './api';
import { type DocumentWatcher, watchDocuments } from './document';
import type { Change, OpenDocument } from './open-document';

/** What is known of a journal that the main process writes. */
interface Journal {
  /** Number of its last entry. */
  seq: number;
  /** Unsaved edits, those in its base too. */
  edits: number;
  /** Characters of its base and of the entries since. */
  base: number;
  entries: number;
}

/** A journal begins anew when its entries are larger than this and than the graph itself. */
const largeEntries = 1_000_000;

const journals = new Map<string, Journal>();

/** Sends each edit of any document to the journal, for as long as the window lives. */
export const startJournal = (): (() => void) => watchDocuments(watcher);

/** Throws away what can be recovered of a document. */
export async function discardJournal(id: string): Promise<void> {
  journals.delete(id);
  await api()['journal.end'](id);
}

/** A document whose unsaved edits are not in a journal of this session: one that was recovered. */
export function beginJournal(open: OpenDocument, edits: number): void {
  const { journalId: id, path, name } = open;
  const base = serializeDocument(open.doc);
  journals.set(id, { seq: 0, edits, base: base.length, entries: 0 });
  void api()['journal.begin']({ id, path, name, edits, base });
}

/** A document that is worth saving though nothing was edited. */
export function keepInJournal(open: OpenDocument): void {
  if (!journals.has(open.journalId)) beginJournal(open, 1);
}

const watcher: DocumentWatcher = {
  changed(before, change) {
    const { after } = change;
    const id = after.journalId;
    if (!after.dirty) {
      if (journals.has(id)) void discardJournal(id);
      return;
    }
    if (!journals.has(id)) beginJournal(before, 0);
    append(id, change);
  },
  saved(after) {
    const known = journals.get(after.journalId);
    if (!after.dirty) void discardJournal(after.journalId);
    // Edited while it was saved: the rest goes on from here.
    else beginJournal(after, known?.edits ?? 1);
  },
};

function append(id: string, { after, entry }: Change): void {
  const journal = journals.get(id);
  if (!journal) return;
  journal.seq += 1;
  journal.edits += 1;
  const line = journalLine({ ...entry, seq: journal.seq });
  journal.entries += line.length;
  void api()['journal.append'](id, [line]);
  if (journal.entries > Math.max(largeEntries, journal.base)) beginJournal(after, journal.edits);
}

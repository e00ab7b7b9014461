import { ok, type Result } from '../errors';
import { applyEdit } from './apply-edit';
import type { GraphDocument } from './document';
import { emptyHistory, type History, type HistoryStep, record, redo, undo } from './history';
import type { Journal, JournalEntry } from './journal';
import { parseDocument } from './parse';
import { sameJson } from './same-json';

export interface Replayed {
  readonly doc: GraphDocument;
  /** The undo history, as far as the journal reaches back. */
  readonly history: History;
  /** Edits that are in `doc` and were not saved. */
  readonly edits: number;
  /** False when an entry did not fit the document: it and what follows are left out. */
  readonly complete: boolean;
}

/**
 * The document and its undo history as they were after the journal's last whole entry. Fails where
 * the base is no graph that this version reads.
 */
export function replayJournal({ header, entries, damage }: Journal): Result<Replayed> {
  const base = parseDocument(header.base);
  if (!base.ok) return base;
  let step: HistoryStep = { doc: base.value.doc, history: emptyHistory };
  let edits = header.edits;
  for (const entry of entries) {
    const next = replayEntry(step, entry);
    if (!next) return ok({ ...step, edits, complete: false });
    step = next;
    edits += 1;
  }
  return ok({ ...step, edits, complete: damage !== 'corrupt' });
}

/** Null when the edit cannot be made in this document: the journal is not its own. */
function replayEntry(step: HistoryStep, entry: JournalEntry): HistoryStep | null {
  try {
    return travelled(step, entry) ?? record(step.history, step.doc, entry, entry.time);
  } catch {
    return null;
  }
}

/**
 * Undo and redo move through the history where it holds the same step. It may not: the journal
 * can begin in the middle of a session, and then the edit itself is what counts.
 */
function travelled({ history, doc }: HistoryStep, { by, edit }: JournalEntry): HistoryStep | null {
  if (by === undefined) return null;
  const known = by === 'undo' ? history.done.at(-1)?.inverse : history.undone.at(-1)?.edit;
  if (known === undefined || !sameJson(known, edit)) return null;
  const moved = by === 'undo' ? undo(history, doc) : redo(history, doc);
  return moved && { ...moved, doc: applyEdit(doc, edit).doc };
}

import { applyEdit } from './apply-edit';
import type { GraphDocument } from './document';
import type { Edit, NamedEdit } from './edit';

export interface HistoryEntry {
  readonly label: string;
  readonly edit: Edit;
  readonly inverse: Edit;
  readonly mergeKey?: string;
  readonly gesture?: string;
  /** Milliseconds, of the clock `record` was given; minus infinity once undone: nothing merges into it. */
  readonly time: number;
}

/** Last entry of each list: what the next undo or redo does. */
export interface History {
  readonly undone: readonly HistoryEntry[];
  readonly done: readonly HistoryEntry[];
}

export interface HistoryStep {
  readonly doc: GraphDocument;
  readonly history: History;
}

/** Edits with the same key further apart are steps of their own, unless one gesture made them. */
const mergeWithinMs = 1000;
/** Steps one can go back. Beyond it the oldest is forgotten: memory stays bounded over a long day. */
const maxEntries = 5000;

export const emptyHistory: History = { done: [], undone: [] };

export const undoLabel = (history: History): string | null => history.done.at(-1)?.label ?? null;
export const redoLabel = (history: History): string | null => history.undone.at(-1)?.label ?? null;

/** Applies a named edit and remembers how to take it back. `now`: milliseconds. */
export function record(
  history: History,
  doc: GraphDocument,
  named: NamedEdit,
  now: number,
): HistoryStep {
  const applied = applyEdit(doc, named.edit);
  const entry: HistoryEntry = {
    label: named.label,
    edit: named.edit,
    inverse: applied.inverse,
    mergeKey: named.mergeKey,
    gesture: named.gesture,
    time: now,
  };
  const last = history.done.at(-1);
  const merges =
    last !== undefined &&
    named.mergeKey !== undefined &&
    last.mergeKey === named.mergeKey &&
    last.gesture === named.gesture &&
    history.undone.length === 0 &&
    now - last.time <= (named.gesture === undefined ? mergeWithinMs : Number.MAX_VALUE);
  const done = merges
    ? [...history.done.slice(0, -1), merge(last, entry)]
    : [...history.done.slice(1 - maxEntries), entry];
  return { doc: applied.doc, history: { done, undone: [] } };
}

/** Null when there is nothing to undo. */
export function undo(history: History, doc: GraphDocument): HistoryStep | null {
  const entry = history.done.at(-1);
  if (!entry) return null;
  return {
    doc: applyEdit(doc, entry.inverse).doc,
    history: {
      done: history.done.slice(0, -1),
      undone: [...history.undone, { ...entry, time: Number.NEGATIVE_INFINITY }],
    },
  };
}

/** Null when there is nothing to redo. */
export function redo(history: History, doc: GraphDocument): HistoryStep | null {
  const entry = history.undone.at(-1);
  if (!entry) return null;
  return {
    doc: applyEdit(doc, entry.edit).doc,
    history: { done: [...history.done, entry], undone: history.undone.slice(0, -1) },
  };
}

function merge(older: HistoryEntry, newer: HistoryEntry): HistoryEntry {
  // A typing burst sets one thing again and again: its first before and last after are enough.
  if (setsTheSame(older.edit, newer.edit)) return { ...newer, inverse: older.inverse };
  return {
    ...newer,
    edit: { kind: 'batch', edits: [...flat(older.edit), ...flat(newer.edit)] },
    inverse: { kind: 'batch', edits: [...flat(newer.inverse), ...flat(older.inverse)] },
  };
}

const flat = (edit: Edit): readonly Edit[] => (edit.kind === 'batch' ? edit.edits : [edit]);

function setsTheSame(a: Edit, b: Edit): boolean {
  if (a.kind === 'setParam' && b.kind === 'setParam') return a.id === b.id && a.param === b.param;
  if (a.kind === 'setNodeField' && b.kind === 'setNodeField') {
    return a.id === b.id && a.field === b.field;
  }
  if (a.kind === 'editInside' && b.kind === 'editInside') {
    return a.id === b.id && setsTheSame(a.edit, b.edit);
  }
  if (a.kind === 'moveNodes' && b.kind === 'moveNodes') {
    const ids = Object.keys(b.positions);
    return (
      ids.length === Object.keys(a.positions).length &&
      ids.every((id) => Object.hasOwn(a.positions, id))
    );
  }
  return false;
}

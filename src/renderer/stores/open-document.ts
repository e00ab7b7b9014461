import { analyse } from '@core/graph/analyse';
import type { GraphDocument } from '@core/graph/document';
import type { NamedEdit } from '@core/graph/edit';
import {
  emptyHistory,
  type History,
  type HistoryStep,
  record,
  redo,
  redoLabel,
  undo,
  undoLabel,
} from '@core/graph/history';
import type { JournalEntry } from '@core/graph/journal';
import { serializeDocument } from '@core/graph/serialize';
import { catalog } from '@nodes';
import { useLibrary } from './library';
import type { DocumentState } from './types';

/** Everything about one open document: in the store while it is shown, parked while another is. */
export interface OpenDocument
  extends Pick<
    DocumentState,
    | 'doc'
    | 'path'
    | 'name'
    | 'dirty'
    | 'analysis'
    | 'undoLabel'
    | 'redoLabel'
    | 'selectedNodes'
    | 'selectedEdges'
    | 'documentId'
    | 'outside'
    | 'restoresView'
  > {
  readonly history: History;
  /** Canonical text of what is on disk (or was loaded), without the view; null when nothing is. */
  readonly savedText: string | null;
  readonly journalId: string;
  /** Nobody asked for it: another document may take its place while it is as it was. */
  readonly disposable: boolean;
}

/** What a document begins with. */
export interface DocumentOrigin {
  readonly path: string | null;
  readonly name: string;
  /** Not what is on disk. */
  readonly dirty?: boolean;
  readonly disposable?: boolean;
  /** Of a document that was recovered. */
  readonly recovered?: { readonly history: History; readonly journalId: string };
}

/** What was done to a document: its state after, and the journal's entry but for its number. */
export interface Change {
  readonly after: OpenDocument;
  readonly entry: Omit<JournalEntry, 'seq'>;
}

/** What counts as the user's work: where they looked is not worth a question at closing. */
const contentText = ({ view: _, ...content }: GraphDocument) => serializeDocument(content);

export const analyseNow = (doc: GraphDocument) =>
  analyse(doc, catalog, useLibrary.getState().models);

const labels = (history: History) => ({
  undoLabel: undoLabel(history),
  redoLabel: redoLabel(history),
});

const none: ReadonlySet<string> = new Set();

export function openedDocument(
  doc: GraphDocument,
  documentId: number,
  { path, name, dirty = false, disposable = false, recovered }: DocumentOrigin,
): OpenDocument {
  const history = recovered?.history ?? emptyHistory;
  return {
    doc,
    path,
    name,
    dirty,
    documentId,
    disposable,
    analysis: analyseNow(doc),
    history,
    ...labels(history),
    savedText: dirty ? null : contentText(doc),
    selectedNodes: none,
    selectedEdges: none,
    journalId: recovered?.journalId ?? crypto.randomUUID(),
    outside: 'same',
    restoresView: false,
  };
}

/** `now`: milliseconds. Throws on an edit that cannot be. */
export function withEdit(open: OpenDocument, edit: NamedEdit, now: number): Change {
  const after = changed(open, record(open.history, open.doc, edit, now), true);
  const { label, mergeKey, gesture } = edit;
  return { after, entry: { label, edit: edit.edit, mergeKey, gesture, time: now } };
}

/** Null when there is nothing to undo, or to redo. */
export function withTravel(open: OpenDocument, by: 'undo' | 'redo', now: number): Change | null {
  const { history, doc } = open;
  const step = by === 'undo' ? undo(history, doc) : redo(history, doc);
  const passed = by === 'undo' ? history.done.at(-1) : history.undone.at(-1);
  if (!step || !passed) return null;
  const edit = by === 'undo' ? passed.inverse : passed.edit;
  // The text may again be what is on disk.
  const after = changed(open, step, contentText(step.doc) !== open.savedText);
  return { after, entry: { label: passed.label, edit, by, time: now } };
}

/** An edit made while the file was being written is not in it. */
export function withSaved(
  open: OpenDocument,
  file: { readonly path: string; readonly name: string },
  savedDoc: GraphDocument,
): OpenDocument {
  const savedText = contentText(savedDoc);
  const dirty = contentText(open.doc) !== savedText;
  return { ...open, ...file, savedText, dirty, outside: 'same', disposable: false };
}

function changed(open: OpenDocument, { doc, history }: HistoryStep, dirty: boolean): OpenDocument {
  return {
    ...open,
    doc,
    history,
    ...labels(history),
    dirty,
    disposable: false,
    analysis: analyseNow(doc),
    selectedNodes: kept(open.selectedNodes, doc.nodes),
    selectedEdges: kept(open.selectedEdges, doc.edges),
  };
}

const kept = (selected: ReadonlySet<string>, existing: Readonly<Record<string, unknown>>) =>
  [...selected].every((id) => id in existing)
    ? selected
    : new Set([...selected].filter((id) => id in existing));

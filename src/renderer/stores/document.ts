import { analyse } from '@core/graph/analyse';
import { emptyDocument, type GraphDocument } from '@core/graph/document';
import {
  emptyHistory,
  type History,
  record,
  redo,
  redoLabel,
  undo,
  undoLabel,
} from '@core/graph/history';
import { serializeDocument } from '@core/graph/serialize';
import { catalog } from '@nodes';
import { create } from 'zustand';
import { useLibrary } from './library';
import type { DocumentState } from './types';

interface DocumentStore extends DocumentState {
  readonly history: History;
  /** Canonical text of what is on disk (or was loaded), without the view; null when nothing is. */
  readonly savedText: string | null;
}

/** What counts as the user's work: where they looked is not worth a question at closing. */
const contentText = ({ view: _, ...content }: GraphDocument) => serializeDocument(content);

const analyseNow = (doc: GraphDocument) => analyse(doc, catalog, useLibrary.getState().models);

const kept = (selected: ReadonlySet<string>, existing: Readonly<Record<string, unknown>>) =>
  [...selected].every((id) => id in existing)
    ? selected
    : new Set([...selected].filter((id) => id in existing));

export const useDocument = create<DocumentStore>()((set, get) => {
  const labels = (history: History) => ({
    undoLabel: undoLabel(history),
    redoLabel: redoLabel(history),
  });
  const change = (next: { doc: GraphDocument; history: History }, dirty: boolean) =>
    set((state) => ({
      doc: next.doc,
      history: next.history,
      ...labels(next.history),
      dirty,
      analysis: analyseNow(next.doc),
      selectedNodes: kept(state.selectedNodes, next.doc.nodes),
      selectedEdges: kept(state.selectedEdges, next.doc.edges),
    }));
  /** After undo and redo the text may again be what is on disk. */
  const travel = (next: { doc: GraphDocument; history: History } | null) => {
    if (next) change(next, contentText(next.doc) !== get().savedText);
  };

  const first = emptyDocument();
  return {
    doc: first,
    path: null,
    name: 'Untitled',
    dirty: false,
    analysis: analyse(first, catalog, []),
    undoLabel: null,
    redoLabel: null,
    selectedNodes: new Set<string>(),
    selectedEdges: new Set<string>(),
    documentId: 0,
    history: emptyHistory,
    savedText: contentText(first),

    apply(edit) {
      const { doc, history } = get();
      change(record(history, doc, edit, Date.now()), true);
    },
    undo: () => travel(undo(get().history, get().doc)),
    redo: () => travel(redo(get().history, get().doc)),
    select: (nodes, edges = []) =>
      set({ selectedNodes: new Set(nodes), selectedEdges: new Set(edges) }),
    setView: (view) => set((state) => ({ doc: { ...state.doc, view } })),
    load: (doc, { path, name, dirty = false }) =>
      set((state) => ({
        doc,
        path,
        name,
        dirty,
        analysis: analyseNow(doc),
        history: emptyHistory,
        ...labels(emptyHistory),
        savedText: dirty ? null : contentText(doc),
        selectedNodes: new Set<string>(),
        selectedEdges: new Set<string>(),
        documentId: state.documentId + 1,
      })),
    markSaved(file, savedDoc) {
      const savedText = contentText(savedDoc);
      // An edit made while the file was being written is not in it.
      set({ ...file, savedText, dirty: contentText(get().doc) !== savedText });
    },
  };
});

useLibrary.subscribe((library, before) => {
  if (library.models === before.models) return;
  useDocument.setState(({ doc }) => ({ analysis: analyseNow(doc) }));
});

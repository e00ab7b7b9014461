import { emptyDocument } from '@core/graph/document';
import { create } from 'zustand';
import { useLibrary } from './library';
import {
  analyseNow,
  type Change,
  type DocumentOrigin,
  type OpenDocument,
  openedDocument,
  withEdit,
  withSaved,
  withTravel,
} from './open-document';
import type { DocumentState } from './types';

interface DocumentStore extends DocumentState, OpenDocument {
  load(doc: OpenDocument['doc'], origin: DocumentOrigin): void;
}

/** Told of what happens to any open document, shown or parked. */
export interface DocumentWatcher {
  changed(before: OpenDocument, change: Change): void;
  saved(after: OpenDocument): void;
}

const watchers = new Set<DocumentWatcher>();

export function watchDocuments(watcher: DocumentWatcher): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function tellChanged(before: OpenDocument, change: Change): void {
  for (const watcher of watchers) watcher.changed(before, change);
}

export function tellSaved(after: OpenDocument): void {
  for (const watcher of watchers) watcher.saved(after);
}

/** Of the document loaded last: no two that were ever open share one. */
let lastId = 0;

/** The document that is shown. */
export const useDocument = create<DocumentStore>()((set, get) => {
  const make = (change: Change | null) => {
    if (!change) return;
    const before = get();
    set(change.after);
    tellChanged(before, change);
  };
  return {
    ...openedDocument(emptyDocument(), lastId, { path: null, name: 'Untitled', disposable: true }),
    apply: (edit) => make(withEdit(get(), edit, Date.now())),
    undo: () => make(withTravel(get(), 'undo', Date.now())),
    redo: () => make(withTravel(get(), 'redo', Date.now())),
    select: (nodes, edges = []) =>
      set({ selectedNodes: new Set(nodes), selectedEdges: new Set(edges) }),
    setView: (view) => set((state) => ({ doc: { ...state.doc, view } })),
    load(doc, origin) {
      lastId += 1;
      set(openedDocument(doc, lastId, origin));
    },
    markSaved(file, savedDoc) {
      set(withSaved(get(), file, savedDoc));
      tellSaved(get());
    },
  };
});

useLibrary.subscribe((library, before) => {
  if (library.models === before.models) return;
  useDocument.setState(({ doc }) => ({ analysis: analyseNow(doc) }));
});

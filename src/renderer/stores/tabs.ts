import { emptyDocument, type GraphDocument } from '@core/graph/document';
import type { NamedEdit } from '@core/graph/edit';
import { create } from 'zustand';
import { canvasActions } from './canvas-actions';
import { tellChanged, tellSaved, useDocument } from './document';
import {
  analyseNow,
  type DocumentOrigin,
  type OpenDocument,
  withEdit,
  withSaved,
} from './open-document';

/**
 * The open documents. One of them is shown and lives in `useDocument`; the others are parked here,
 * whole, and come back as they were.
 */
interface TabsStore {
  /** Document ids in the order of the tabs, the shown one among them. */
  readonly order: readonly number[];
  readonly parked: ReadonlyMap<number, OpenDocument>;
}

const shownId = () => useDocument.getState().documentId;

export const useTabs = create<TabsStore>()(() => ({ order: [shownId()], parked: new Map() }));

/** The document of a tab, shown or parked. */
export function tabDocument(id: number): OpenDocument | undefined {
  return id === shownId() ? shownDocument() : useTabs.getState().parked.get(id);
}

export const allDocuments = (): readonly OpenDocument[] =>
  useTabs.getState().order.flatMap((id) => tabDocument(id) ?? []);

export const tabWithPath = (path: string): number | undefined =>
  allDocuments().find((open) => open.path === path)?.documentId;

/** Opens a document in a tab of its own; one that nobody asked for gives its place away. */
export function showInTab(doc: GraphDocument, origin: DocumentOrigin): void {
  commitField();
  if (!useDocument.getState().disposable) park();
  useDocument.getState().load(doc, origin);
}

export function showTab(id: number): void {
  const { parked } = useTabs.getState();
  const next = parked.get(id);
  if (!next || isDragging()) return;
  commitField();
  park();
  unpark(next);
}

/** By steps of one to the right, round about. */
export function showNextTab(step: 1 | -1): void {
  const { order } = useTabs.getState();
  const index = order.indexOf(shownId()) + step;
  const id = order.at(index % order.length);
  if (id !== undefined) showTab(id);
}

/** Without a question: whoever calls has asked. The last tab leaves an empty one behind. */
export function dropTab(id: number): void {
  const { order, parked } = useTabs.getState();
  if (id !== shownId()) {
    const rest = new Map(parked);
    rest.delete(id);
    useTabs.setState({ parked: rest, order: order.filter((other) => other !== id) });
    return;
  }
  const index = order.indexOf(id);
  const neighbour = order[index + 1] ?? order[index - 1];
  const next = neighbour === undefined ? undefined : parked.get(neighbour);
  if (next) unpark(next);
  else {
    const origin = { path: null, name: 'Untitled', disposable: true };
    useDocument.getState().load(emptyDocument(), origin);
  }
}

/** `to`: index among all tabs once it has left its place. */
export function moveTab(id: number, to: number): void {
  const rest = useTabs.getState().order.filter((other) => other !== id);
  useTabs.setState({ order: [...rest.slice(0, to), id, ...rest.slice(to)] });
}

/** Edits a document wherever it is: a run may end after another tab was chosen. */
export function applyIn(id: number, edit: NamedEdit): void {
  if (id === shownId()) {
    useDocument.getState().apply(edit);
    return;
  }
  const before = useTabs.getState().parked.get(id);
  if (!before) return;
  const change = withEdit(before, edit, Date.now());
  setParked(change.after);
  tellChanged(before, change);
}

export function markSavedIn(
  id: number,
  file: { readonly path: string; readonly name: string },
  savedDoc: GraphDocument,
): void {
  if (id === shownId()) {
    useDocument.getState().markSaved(file, savedDoc);
    return;
  }
  const before = useTabs.getState().parked.get(id);
  if (!before) return;
  const after = withSaved(before, file, savedDoc);
  setParked(after);
  tellSaved(after);
}

/** Its results are worth a tab of its own. */
export function keepTab(id: number): void {
  const open = tabDocument(id);
  if (!open?.disposable) return;
  if (id === shownId()) useDocument.setState({ disposable: false });
  else setParked({ ...open, disposable: false });
}

export function setOutside(path: string, outside: OpenDocument['outside']): void {
  for (const open of allDocuments()) {
    if (open.path !== path || open.outside === outside) continue;
    if (open.documentId === shownId()) useDocument.setState({ outside });
    else setParked({ ...open, outside });
  }
}

const setParked = (open: OpenDocument) =>
  useTabs.setState(({ parked }) => ({ parked: new Map(parked).set(open.documentId, open) }));

/** Keeps what is shown. The document that is shown next must follow at once. */
function park(): void {
  const view = canvasActions()?.view();
  if (view) useDocument.getState().setView(view);
  setParked(shownDocument());
}

function unpark(next: OpenDocument): void {
  // Models may have come and gone meanwhile.
  useDocument.setState({ ...next, analysis: analyseNow(next.doc), restoresView: true });
}

function shownDocument(): OpenDocument {
  const {
    apply: _a,
    undo: _u,
    redo: _r,
    select: _s,
    setView: _v,
    load: _l,
    ...rest
  } = useDocument.getState();
  const { markSaved: _m, ...open } = rest;
  return open;
}

/** Tests of the stores have no page. */
const hasPage = typeof HTMLElement !== 'undefined';

/** What is being typed belongs to the document that is about to leave. */
function commitField(): void {
  if (hasPage && document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

/** Nodes that hang on the pointer must not be let go in another document. */
const isDragging = () => hasPage && document.querySelector('.react-flow__node.dragging') !== null;

useDocument.subscribe(({ documentId }, before) => {
  if (documentId === before.documentId) return;
  useTabs.setState(({ order, parked }) => {
    const rest = new Map(parked);
    rest.delete(documentId);
    const keepsBefore = parked.has(before.documentId);
    const at = order.indexOf(before.documentId);
    const known = order.includes(documentId);
    const left = keepsBefore ? order : order.filter((id) => id !== before.documentId);
    if (known) return { parked: rest, order: left };
    const place = keepsBefore ? at + 1 : Math.max(at, 0);
    return { parked: rest, order: [...left.slice(0, place), documentId, ...left.slice(place)] };
  });
});

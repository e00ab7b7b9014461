import { applyEdit } from '@core/graph/apply-edit';
import { copyNodes, pasteNodes } from '@core/graph/clipboard';
import {
  addNode,
  disconnect,
  moveNodes,
  removeNodes,
  setParam,
  setTitle,
} from '@core/graph/commands';
import type { GraphDocument } from '@core/graph/document';
import type { Edit, NamedEdit } from '@core/graph/edit';
import { emptyHistory, type HistoryStep, record, redo, undo } from '@core/graph/history';
import { type JournalEntry, type JournalHeader, journalFormat } from '@core/graph/journal';
import { serializeDocument } from '@core/graph/serialize';
import { unfoldDenoise } from '@core/graph/unfold';
import { catalog } from '@nodes';
import fc from 'fast-check';
import { edit } from './arbitrary';

export const headerOf = (doc: GraphDocument, edits = 0): JournalHeader => ({
  format: journalFormat,
  version: 1,
  id: 'some-id',
  path: '/graphs/heart.json',
  name: 'heart',
  fileHash: null,
  time: 0,
  edits,
  base: serializeDocument(doc),
});

/** What a user does, as far as it can be said without the document: which things it means is `pick`. */
const gesture = fc.record({
  what: fc.constantFrom('add', 'remove', 'move', 'type', 'rename', 'cutWire', 'paste', 'unfold'),
  pick: fc.nat(),
  text: fc.string({ unit: 'grapheme' }),
  x: fc.integer({ min: -2000, max: 2000 }),
});
type Gesture = typeof gesture extends fc.Arbitrary<infer T> ? T : never;

const travel = fc.constantFrom('undo' as const, 'redo' as const);
/** Arbitrary edits, which may not be possible. */
export const action = fc.oneof(
  { weight: 3, arbitrary: fc.record({ edit, merges: fc.boolean() }) },
  { weight: 1, arbitrary: travel },
);
/** Edits as the app's own builders make them. */
export const userAction = fc.oneof(
  { weight: 4, arbitrary: gesture },
  { weight: 1, arbitrary: travel },
);
export type Action = 'undo' | 'redo' | Gesture | { readonly edit: Edit; readonly merges: boolean };

/** A session as the window journals it: the state before it and after each entry. What cannot be is left out. */
export function journaled(start: GraphDocument, actions: readonly Action[]) {
  let step: HistoryStep = { doc: start, history: emptyHistory };
  const entries: JournalEntry[] = [];
  const steps = [step];
  const add = (next: HistoryStep, entry: Omit<JournalEntry, 'seq'>) => {
    step = next;
    entries.push({ ...entry, seq: entries.length + 1 });
    steps.push(next);
  };
  for (const [time, what] of actions.entries()) {
    if (what === 'undo' || what === 'redo') {
      const next = (what === 'undo' ? undo : redo)(step.history, step.doc);
      const list = what === 'undo' ? step.history.done : step.history.undone;
      const last = list.at(-1);
      if (!next || !last) continue;
      const travelled = what === 'undo' ? last.inverse : last.edit;
      add(next, { label: last.label, edit: travelled, by: what, time });
      continue;
    }
    const named = 'edit' in what ? raw(step.doc, what) : built(step.doc, what);
    if (!named) continue;
    const { label, edit: made, mergeKey } = named;
    add(record(step.history, step.doc, named, time), { label, edit: made, mergeKey, time });
  }
  return { steps, entries };
}

function raw(doc: GraphDocument, what: { edit: Edit; merges: boolean }): NamedEdit | null {
  try {
    applyEdit(doc, what.edit);
  } catch {
    return null;
  }
  return { label: 'random', edit: what.edit, ...(what.merges && { mergeKey: 'burst' }) };
}

function built(doc: GraphDocument, { what, pick, text, x }: Gesture): NamedEdit | null {
  const ids = Object.keys(doc.nodes);
  const id = ids[pick % Math.max(1, ids.length)] ?? '';
  const types = [...catalog.keys()];
  const position = { x, y: pick % 1000 };
  switch (what) {
    case 'add':
      return addNode({ doc, catalog, type: types[pick % types.length] ?? 'note', position });
    case 'remove':
      return removeNodes({ doc, catalog, ids: new Set([id]) });
    case 'move':
      return moveNodes({ doc, catalog, positions: { [id]: position } });
    case 'type': {
      const params = Object.keys(catalog.get(doc.nodes[id]?.type ?? '')?.params ?? {});
      const param = params[pick % Math.max(1, params.length)];
      return param === undefined ? null : setParam({ doc, catalog, id, param, value: text });
    }
    case 'rename':
      return setTitle({ doc, catalog, id, title: text });
    case 'cutWire': {
      const wires = Object.keys(doc.edges);
      return disconnect({ doc, catalog, edges: [wires[pick % Math.max(1, wires.length)] ?? ''] });
    }
    case 'paste': {
      const pasted = id === '' ? null : pasteNodes(doc, copyNodes(doc, [id]), position);
      return pasted?.ok ? pasted.value : null;
    }
    case 'unfold': {
      const unfolded = unfoldDenoise(doc, id);
      return unfolded.ok ? unfolded.value : null;
    }
    default:
      return null;
  }
}

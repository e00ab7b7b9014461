import type { GraphDocument } from '@core/graph/document';
import type { NamedEdit } from '@core/graph/edit';
import {
  emptyHistory,
  type HistoryStep,
  record,
  redo,
  redoLabel,
  undo,
  undoLabel,
} from '@core/graph/history';
import { describe, expect, it } from 'vitest';
import { makeGraph } from './helpers/make-graph';

const start: HistoryStep = { doc: makeGraph({ a: 'source', b: 'source' }), history: emptyHistory };
const type = (text: string, id = 'a'): NamedEdit => ({
  label: `type ${text}`,
  edit: { kind: 'setParam', id, param: 'text', value: text },
  mergeKey: `setParam ${id} text`,
});
const run = (step: HistoryStep, edit: NamedEdit, now: number) =>
  record(step.history, step.doc, edit, now);
const back = ({ history, doc }: HistoryStep): HistoryStep => {
  const step = undo(history, doc);
  if (!step) throw new Error('nothing to undo');
  return step;
};
const text = (doc: GraphDocument, id = 'a') => doc.nodes[id]?.params.text;

describe('history', () => {
  it('makes one step of edits with one key within a second of each other', () => {
    let step = start;
    for (const [i, word] of ['h', 'he', 'hel'].entries()) step = run(step, type(word), i * 900);
    expect(step.history.done).toHaveLength(1);
    expect(undoLabel(step.history)).toBe('type hel');
    // A burst of any length stays one small edit, not a growing list.
    expect(step.history.done[0]?.edit.kind).toBe('setParam');
    step = back(step);
    expect(text(step.doc)).toBeUndefined();
    expect(text(redo(step.history, step.doc)?.doc ?? start.doc)).toBe('hel');
  });

  it('starts a new step after a second, for another key, without a key, and after an undo', () => {
    const first = run(start, type('h'), 0);
    expect(run(first, type('he'), 1001).history.done).toHaveLength(2);
    expect(run(first, type('h', 'b'), 1).history.done).toHaveLength(2);
    expect(run(first, { ...type('he'), mergeKey: undefined }, 1).history.done).toHaveLength(2);
    const second = run(first, type('x', 'b'), 1);
    expect(run(back(second), type('he'), 2).history.done).toHaveLength(2);
    const redone = redo(back(first).history, back(first).doc);
    if (!redone) throw new Error('nothing to redo');
    expect(run(redone, type('he'), 1).history.done).toHaveLength(2);
  });

  it('makes one step of a gesture, however slow, and another of the next', () => {
    const typed = (value: string, gesture: string): NamedEdit => ({ ...type(value), gesture });
    const first = run(start, typed('h', 'visit 1'), 0);
    const slow = run(first, typed('he', 'visit 1'), 60_000);
    expect(slow.history.done).toHaveLength(1);
    expect(run(slow, typed('hel', 'visit 2'), 60_001).history.done).toHaveLength(2);
    // What was undone and done again is closed, as without a gesture.
    const redone = redo(back(slow).history, back(slow).doc);
    if (!redone) throw new Error('nothing to redo');
    expect(run(redone, typed('hel', 'visit 1'), 60_002).history.done).toHaveLength(2);
  });

  it('merges batches with one key by order', () => {
    const both = (value: string): NamedEdit => ({
      label: 'both',
      mergeKey: 'both',
      edit: { kind: 'batch', edits: [type(value).edit, type(value, 'b').edit] },
    });
    const step = run(run(run(start, type('0'), -5000), both('1'), 0), both('2'), 10);
    expect(step.history.done).toHaveLength(2);
    expect([text(step.doc), text(step.doc, 'b')]).toEqual(['2', '2']);
    expect([text(back(step).doc), text(back(step).doc, 'b')]).toEqual(['0', undefined]);
  });

  it('drops what could be redone when something new is done', () => {
    const step = back(run(start, type('h'), 0));
    expect(redoLabel(step.history)).toBe('type h');
    const next = run(step, type('x'), 1);
    expect(redo(next.history, next.doc)).toBeNull();
  });
});

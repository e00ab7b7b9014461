import { applyEdit } from '@core/graph/apply-edit';
import type { GraphDocument } from '@core/graph/document';
import type { Edit } from '@core/graph/edit';
import { emptyHistory, record, redo, undo } from '@core/graph/history';
import { parseDocument } from '@core/graph/parse';
import { serializeDocument } from '@core/graph/serialize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { document, edit } from './helpers/arbitrary';

const reopen = (text: string): GraphDocument => {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value.doc;
};

/** Random edits: those that cannot be in this document throw, and are left out. */
function tryApply(doc: GraphDocument, change: Edit) {
  try {
    return applyEdit(doc, change);
  } catch {
    return null;
  }
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const child of Object.values(value)) freeze(child);
}

describe('save, open, undo', () => {
  it('gives the same bytes after save, open, save', () => {
    fc.assert(
      fc.property(document, (doc) => {
        const text = serializeDocument(doc);
        expect(serializeDocument(reopen(text))).toBe(text);
      }),
    );
  });

  it('keeps every key and value of a document, the foreign ones too', () => {
    fc.assert(
      fc.property(document, (doc) => {
        // JSON has one zero: -0 is written as 0.
        const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
        expect(plain(reopen(serializeDocument(doc)))).toEqual(plain(doc));
      }),
    );
  });

  it('gives the same bytes when every edit is undone, and again when all are redone', () => {
    fc.assert(
      fc.property(document, fc.array(edit, { maxLength: 25 }), (start, edits) => {
        freeze(start);
        const before = serializeDocument(start);
        let step = { doc: start, history: emptyHistory };
        const texts = [before];
        for (const change of edits) {
          if (!tryApply(step.doc, change)) continue;
          step = record(step.history, step.doc, { label: 'random', edit: change }, 0);
          texts.push(serializeDocument(step.doc));
        }
        const after = texts.at(-1);
        for (const expected of texts.slice(0, -1).reverse()) {
          step = undo(step.history, step.doc) ?? step;
          expect(serializeDocument(step.doc)).toBe(expected);
        }
        expect(undo(step.history, step.doc)).toBeNull();
        for (let next = redo(step.history, step.doc); next; next = redo(step.history, step.doc)) {
          step = next;
        }
        expect(serializeDocument(step.doc)).toBe(after);
      }),
      { numRuns: 300 },
    );
  });

  it('does not change the bytes by the order in which nodes were added', () => {
    fc.assert(
      fc.property(document, (doc) => {
        const turned = Object.fromEntries(Object.entries(doc.nodes).reverse());
        expect(serializeDocument({ ...doc, nodes: turned })).toBe(serializeDocument(doc));
      }),
    );
  });
});

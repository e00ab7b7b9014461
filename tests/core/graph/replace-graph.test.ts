import { applyEdit } from '@core/graph/apply-edit';
import { replaceGraph } from '@core/graph/replace-graph';
import { serializeDocument } from '@core/graph/serialize';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { document } from './helpers/arbitrary';
import { makeGraph } from './helpers/make-graph';

it('turns any graph into any other, and back by its inverse', () => {
  fc.assert(
    fc.property(document, document, (from, to) => {
      const edit = replaceGraph(from, to, 'reload');
      const target = serializeDocument({ ...to, view: from.view });
      if (!edit) {
        expect(serializeDocument(from)).toBe(target);
        return;
      }
      const applied = applyEdit(from, edit.edit);
      expect(serializeDocument(applied.doc)).toBe(target);
      expect(serializeDocument(applyEdit(applied.doc, applied.inverse).doc)).toBe(
        serializeDocument(from),
      );
    }),
    { numRuns: 300 },
  );
});

it('leaves alone what is the same, whatever the order of its keys', () => {
  const from = makeGraph({ a: { type: 'source', params: { x: 1, y: 2 } }, b: 'sink' }, [
    'a.out > b.in',
  ]);
  const to = makeGraph({ a: { type: 'source', params: { y: 2, x: 1 } }, b: 'sink' }, [
    'a.out > b.in',
  ]);
  expect(replaceGraph(from, to, 'reload')).toBeNull();
  const more = { ...to, nodes: { ...to.nodes, c: { ...makeGraph({ c: 'sink' }).nodes.c } } };
  expect(replaceGraph(from, JSON.parse(JSON.stringify(more)), 'reload')).toMatchObject({
    edit: { edits: [{ kind: 'addNode', id: 'c' }] },
  });
});

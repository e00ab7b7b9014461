import { applyEdit } from '@core/graph/apply-edit';
import { emptyDocument } from '@core/graph/document';
import { addFrame, insideFrame, setBounds } from '@core/graph/frames';
import { serializeDocument } from '@core/graph/serialize';
import { catalog } from '@nodes';
import { expect, it } from 'vitest';

const box = (id: string, x: number, y: number, width = 10, height = 10) => ({
  id,
  x,
  y,
  width,
  height,
});

it('counts as inside what lies wholly inside, borders included, never the frame itself', () => {
  const frame = box('frame', 0, 0, 100, 100);
  const others = [frame, box('in', 90, 90), box('across', 91, 0), box('above', 0, -1)];
  expect(insideFrame(frame, others)).toEqual(['in']);
});

it('is laid around areas with room for its title, and not around nothing', () => {
  const doc = emptyDocument();
  expect(addFrame({ doc, catalog, around: [] })).toBeNull();
  const around = [box('a', 0, 0, 248, 112), box('b', 300, 40, 248, 112)];
  const added = addFrame({ doc, catalog, around });
  if (!added) throw new Error('no frame');
  const frame = applyEdit(doc, added.edit).doc.nodes['frame-1'];
  expect(frame).toMatchObject({ position: { x: -28, y: -56 }, width: 604, height: 236 });
});

it('takes place and size in one edit that undo turns back to the same bytes', () => {
  const added = addFrame({ doc: emptyDocument(), catalog, around: [box('a', 0, 0, 248, 112)] });
  if (!added) throw new Error('no frame');
  const { doc } = applyEdit(emptyDocument(), added.edit);
  const bounds = { x: -40, y: -60, width: 400, height: 300 };
  const edit = setBounds({ doc, catalog, id: 'frame-1', bounds });
  if (!edit) throw new Error('nothing changed');
  const { doc: after, inverse } = applyEdit(doc, edit.edit);
  expect(after.nodes['frame-1']).toMatchObject({
    position: { x: -40, y: -60 },
    width: 400,
    height: 300,
  });
  expect(setBounds({ doc: after, catalog, id: 'frame-1', bounds })).toBeNull();
  expect(serializeDocument(applyEdit(after, inverse).doc)).toBe(serializeDocument(doc));
});

import { catalog } from '@nodes';
import { expect, it } from 'vitest';
import { schematicLayout } from '../../../src/renderer/shell/dialogs/schematic-layout';
import { graph } from '../stores/graph';

it('draws nodes in their places and one curve a joined pair, without notes', () => {
  const doc = graph({ a: 'text-prompt', b: 'text-encoder', n: 'note' }, [
    'a.text > b.text',
    'a.text > b.again',
  ]);
  const { boxes, wires, viewBox } = schematicLayout(doc, catalog);
  expect(boxes.map(({ id, category }) => [id, category])).toEqual([
    ['a', 'conditioners'],
    ['b', 'conditioners'],
  ]);
  expect(wires).toEqual(['M248 56C288 56 260 56 300 56']);
  expect(viewBox).toBe('-60 -60 668 232');
});

it('joins stacked nodes by a line from one to the other', () => {
  const doc = graph({ a: 'text-prompt', b: 'text-encoder' }, ['a.text > b.text']);
  const a = doc.nodes.a;
  if (!a) throw new Error('no node a');
  const stacked = { ...doc, nodes: { a, b: { ...a, position: { x: a.position.x, y: 300 } } } };
  expect(schematicLayout(stacked, catalog).wires).toEqual(['M124 112L124 300']);
});

it('has a drawable box for an empty graph', () => {
  expect(schematicLayout(graph({}), catalog).viewBox).toBe('0 0 1 1');
});

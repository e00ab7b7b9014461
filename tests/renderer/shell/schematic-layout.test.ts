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
  expect(wires).toEqual(['M260 75C300 75 260 75 300 75']);
  expect(viewBox).toBe('-60 -60 680 270');
});

it('has a drawable box for an empty graph', () => {
  expect(schematicLayout(graph({}), catalog).viewBox).toBe('0 0 1 1');
});

import { expect, it } from 'vitest';
import { groupTemplates } from '../../../src/renderer/shell/dialogs/group-templates';

const template = (id: string, group: string, description = '') => ({
  id,
  name: `The ${id}`,
  description,
  group,
  text: '',
});
const all = [
  template('first', 'Start'),
  template('second', 'Edit', 'Paints a masked region anew.'),
  template('third', 'Start', 'Words become a picture.'),
];
const ids = (query: string) =>
  groupTemplates(all, query).map(([group, members]) => [group, members.map(({ id }) => id)]);

it('lists groups in the order of their first template', () => {
  expect(ids('')).toEqual([
    ['Start', ['first', 'third']],
    ['Edit', ['second']],
  ]);
});

it('finds by all the words, in any case, in name, description and group', () => {
  expect(ids('MASKED paints')).toEqual([['Edit', ['second']]]);
  expect(ids('start words')).toEqual([['Start', ['third']]]);
  expect(ids('masked words')).toEqual([]);
});

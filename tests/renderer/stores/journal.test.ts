import { type JournalHeader, journalFormat, journalLine } from '@core/graph/journal';
import { serializeDocument } from '@core/graph/serialize';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { useDocument } from '../../../src/renderer/stores/document';
import { startJournal } from '../../../src/renderer/stores/journal';
import { useRecovery } from '../../../src/renderer/stores/recovery';
import { allDocuments, dropTab, useTabs } from '../../../src/renderer/stores/tabs';
import { type FakeMain, installFakeMain } from './fake-main';
import { graph } from './graph';

let main: FakeMain;
const doc = () => useDocument.getState();
const type = (value: string) =>
  doc().apply({
    label: 'type',
    edit: { kind: 'setParam', id: 'text', param: 'text', value },
    mergeKey: 'typing',
  });
/** What the main process was told: channels, and of a beginning the number of unsaved edits. */
const told = () =>
  main.calls
    .filter(([channel]) => String(channel).startsWith('journal.'))
    .map(([channel, argument]) =>
      typeof argument === 'object' && argument && 'edits' in argument
        ? `begin after ${argument.edits}`
        : String(channel).slice('journal.'.length),
    );
/** The journal's text as the main process would have it. */
const written = () => {
  let text = '';
  for (const [channel, argument, lines] of main.calls) {
    if (channel === 'journal.append' && Array.isArray(lines)) text += lines.join('');
    if (channel !== 'journal.begin') continue;
    const given = argument as Pick<JournalHeader, 'id' | 'path' | 'name' | 'edits' | 'base'>;
    text = journalLine({ ...given, format: journalFormat, version: 1, fileHash: null, time: 0 });
  }
  return text;
};

beforeEach(() => {
  main = installFakeMain();
  main.answer({ 'journal.begin': () => {}, 'journal.append': () => {}, 'journal.end': () => {} });
  onTestFinished(startJournal());
  for (const id of useTabs.getState().parked.keys()) dropTab(id);
  doc().load(graph({ text: 'text-prompt' }), { path: '/a.json', name: 'a' });
});

it('begins with the first edit and ends when undo gives back what is saved', () => {
  type('one');
  type('two');
  doc().undo();
  expect(told()).toEqual(['begin after 0', 'append', 'append', 'end']);
  doc().redo();
  expect(told().slice(4)).toEqual(['begin after 0', 'append']);
});

it('ends with a save, and goes on from it where there were edits meanwhile', () => {
  type('one');
  const saved = doc().doc;
  doc().markSaved({ path: '/a.json', name: 'a' }, saved);
  expect(told()).toEqual(['begin after 0', 'append', 'end']);
  type('two');
  const older = doc().doc;
  type('three');
  doc().markSaved({ path: '/a.json', name: 'a' }, older);
  expect(told().slice(3)).toEqual(['begin after 0', 'append', 'append', 'begin after 2']);
});

it('begins anew when its entries have grown larger than the graph', () => {
  for (const letter of ['a', 'b', 'c']) type(letter.repeat(600_000));
  expect(told()).toEqual(['begin after 0', 'append', 'append', 'begin after 2', 'append']);
});

it('restores the document with its undo history, not saved, beside what is open', async () => {
  type('one');
  doc().apply({ label: 'name', edit: { kind: 'setDocumentField', field: 'name', value: 'x' } });
  const expected = serializeDocument(doc().doc);
  const text = written();
  const { journalId } = doc();
  doc().load(graph({ text: 'text-prompt' }), { path: '/a.json', name: 'a' });
  main.answer({
    'journal.list': () => ({
      documents: [{ id: journalId, name: 'a', path: '/a.json', time: 0, edits: 2, damaged: false }],
      problems: [],
    }),
    'journal.restore': () => ({ ok: true, value: text }),
  });
  await useRecovery.getState().look();
  await useRecovery.getState().restore(journalId);
  expect(useRecovery.getState().documents).toEqual([]);
  expect(allDocuments(), 'the file as saved gives way').toHaveLength(1);
  expect(doc()).toMatchObject({ path: '/a.json', dirty: true, undoLabel: 'name', journalId });
  expect(serializeDocument(doc().doc)).toBe(expected);
  expect(told().at(-1)).toBe('begin after 2');
  doc().undo();
  doc().undo();
  expect(doc().doc.nodes.text?.params.text).toBeUndefined();
});

it('keeps offering what it cannot restore', async () => {
  main.answer({
    'journal.list': () => ({
      documents: [{ id: 'i', name: 'a', path: null, time: 0, edits: 2, damaged: false }],
      problems: [],
    }),
    'journal.restore': () => ({ ok: true, value: 'nonsense' }),
  });
  await useRecovery.getState().look();
  await useRecovery.getState().restore('i');
  expect(useRecovery.getState().documents).toHaveLength(1);
});

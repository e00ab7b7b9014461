import { serializeDocument } from '@core/graph/serialize';
import { notifications, notificationsStore } from '@mantine/notifications';
import { beforeEach, expect, it } from 'vitest';
import { useDocument } from '../../../src/renderer/stores/document';
import {
  exportGraph,
  importGraph,
  keepMine,
  newDocument,
  openDocument,
  openGiven,
  openTemplate,
  reloadFile,
  save,
} from '../../../src/renderer/stores/files';
import { useLibrary } from '../../../src/renderer/stores/library';
import { allDocuments, dropTab, showTab, useTabs } from '../../../src/renderer/stores/tabs';
import { type FakeMain, installFakeMain } from './fake-main';
import { graph } from './graph';

let main: FakeMain;
const doc = graph({ text: 'text-prompt' });
const text = serializeDocument(doc);
const store = () => useDocument.getState();
const edit = () =>
  store().apply({
    label: 'edit',
    edit: { kind: 'setParam', id: 'text', param: 'text', value: 'new' },
  });
const edit2 = () =>
  store().apply({ label: 'name', edit: { kind: 'setDocumentField', field: 'name', value: 'y' } });
const asked = (channel: string) => main.calls.filter(([name]) => name === channel);
const shown = () => {
  const { notifications: visible } = notificationsStore.getState();
  return visible.map(({ title, message }) => `${title}: ${message}`);
};

beforeEach(() => {
  main = installFakeMain();
  main.answer({ 'recent.list': () => [] });
  notifications.clean();
  for (const id of useTabs.getState().parked.keys()) dropTab(id);
  store().load(doc, { path: '/old.json', name: 'old' });
});

it('opens in a tab of its own, and the open graph stays as it is', async () => {
  edit();
  const opened = { path: '/g.json', name: 'g', text };
  main.answer({ 'graph.open': () => ({ ok: true, value: opened }) });
  expect(await openDocument()).toBe(true);
  expect(store()).toMatchObject({ path: '/g.json', name: 'g', dirty: false });
  expect(allDocuments()).toMatchObject([
    { name: 'old', dirty: true, undoLabel: 'edit' },
    { name: 'g', dirty: false },
  ]);
});

it('a file that a tab has is shown there, with its changes', async () => {
  edit();
  newDocument();
  expect(await openGiven({ path: '/old.json', name: 'old', text })).toBe(true);
  expect(store()).toMatchObject({ name: 'old', dirty: true });
  expect(allDocuments()).toHaveLength(2);
});

it('an untouched empty tab gives its place away, one with an edit does not', async () => {
  newDocument();
  newDocument();
  expect(allDocuments()).toMatchObject([{ name: 'old' }, { name: 'Untitled' }]);
  store().apply({ label: 'name', edit: { kind: 'setDocumentField', field: 'name', value: 'x' } });
  newDocument();
  expect(allDocuments()).toHaveLength(3);
});

it('imports a graph as an untitled one that keeps away from the file', async () => {
  main.answer({ 'graph.import': () => ({ ok: true, value: { name: 'theirs', text } }) });
  expect(await importGraph()).toBe(true);
  expect(store()).toMatchObject({ path: null, name: 'theirs', dirty: false });
  main.answer({ 'graph.saveAs': () => null });
  expect(await save()).toBe(false);
  expect(asked('graph.save')).toEqual([]);
});

it('says why an imported file is no graph, and keeps the open one', async () => {
  main.answer({ 'graph.import': () => ({ ok: true, value: { name: 'notes', text: 'hello' } }) });
  expect(await importGraph()).toBe(false);
  expect(store()).toMatchObject({ path: '/old.json', name: 'old' });
  expect(shown().join()).toContain('notes: ');
});

it('a file that is no graph leaves the open one alone and says what is wrong with which file', async () => {
  expect(await openGiven({ path: '/bad.json', name: 'bad', text: '{"a": ' })).toBe(false);
  expect(store().name).toBe('old');
  expect(shown()[0]).toContain('bad');
});

it('saves to its own path; without one it asks where', async () => {
  edit();
  main.answer({ 'graph.save': () => ({ ok: true, value: { path: '/old.json', name: 'old' } }) });
  expect(await save()).toBe(true);
  expect(store().dirty).toBe(false);
  store().load(doc, { path: null, name: 'Untitled', dirty: true });
  main.answer({ 'graph.saveAs': () => null });
  expect(await save()).toBe(false);
  expect(asked('graph.saveAs')).toMatchObject([['graph.saveAs', { suggestedName: 'Untitled' }]]);
});

it('an export leaves the document its own file and its unsaved mark', async () => {
  edit();
  main.answer({ 'graph.export': () => ({ ok: true, value: { path: '/e.json', name: 'e' } }) });
  expect(await exportGraph()).toBe(true);
  expect(store()).toMatchObject({ path: '/old.json', dirty: true });
});

it('a template opens as an untitled graph that is not dirty, in a tab of its own', () => {
  useLibrary.setState({
    templates: [{ id: 't', name: 'T', group: 'Start', description: '', text }],
  });
  expect(openTemplate('t')).toBe(true);
  expect(store()).toMatchObject({ path: null, name: 'T', dirty: false });
});

it('asks when another program has changed the file: overwrite, save as or neither', async () => {
  edit();
  const changed = { ok: false, error: { code: 'file-changed', message: 'changed' } };
  const saved = { ok: true, value: { path: '/old.json', name: 'old' } };
  main.answer({
    'graph.save': ({ overwrite }) => (overwrite ? saved : changed),
    'dialog.fileChanged': () => 'cancel',
  });
  expect(await save()).toBe(false);
  expect(store().dirty).toBe(true);
  main.answer({
    'dialog.fileChanged': () => 'saveAs',
    'graph.saveAs': () => ({ ok: true, value: { path: '/mine.json', name: 'mine' } }),
  });
  expect(await save()).toBe(true);
  expect(store()).toMatchObject({ path: '/mine.json', dirty: false });
  edit2();
  main.answer({ 'dialog.fileChanged': () => 'overwrite' });
  expect(await save()).toBe(true);
  expect(asked('graph.save').at(-1)).toMatchObject(['graph.save', { overwrite: true }]);
});

it('a save that ends after another tab was chosen counts for the graph it saved', async () => {
  edit();
  const id = store().documentId;
  main.answer({
    'graph.save': () => {
      newDocument();
      return { ok: true, value: { path: '/old.json', name: 'old' } };
    },
  });
  expect(await save()).toBe(true);
  expect(store()).toMatchObject({ name: 'Untitled', path: null });
  showTab(id);
  expect(store()).toMatchObject({ path: '/old.json', dirty: false });
});

it('a failed save leaves everything as it was', async () => {
  edit();
  const error = { code: 'disk-full', message: 'The disk is full.', hint: 'Free some space.' };
  main.answer({ 'graph.save': () => ({ ok: false, error }) });
  expect(await save()).toBe(false);
  expect(store()).toMatchObject({ path: '/old.json', dirty: true, undoLabel: 'edit' });
  expect(shown()).toEqual(['The graph was not saved: The disk is full.\nFree some space.']);
});

it('loading again what another program wrote is one step of undo', async () => {
  edit();
  useDocument.setState({ outside: 'changed' });
  const theirs = serializeDocument(graph({ text: 'text-prompt', more: 'note' }));
  main.answer({
    'graph.reload': () => ({ ok: true, value: { path: '/old.json', name: 'old', text: theirs } }),
  });
  expect(await reloadFile()).toBe(true);
  expect(Object.keys(store().doc.nodes).sort()).toEqual(['more', 'text']);
  expect(store()).toMatchObject({ dirty: false, outside: 'same' });
  store().undo();
  expect(store().doc.nodes.text?.params.text).toBe('new');
  expect(store().dirty).toBe(true);
});

it('keeping mine leaves something to save', async () => {
  useDocument.setState({ outside: 'changed' });
  main.answer({ 'graph.keepMine': () => undefined, 'journal.begin': () => undefined });
  await keepMine();
  expect(store()).toMatchObject({ dirty: true, outside: 'same' });
});

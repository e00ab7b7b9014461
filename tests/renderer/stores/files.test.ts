import { serializeDocument } from '@core/graph/serialize';
import { notifications, notificationsStore } from '@mantine/notifications';
import { beforeEach, expect, it } from 'vitest';
import { useDocument } from '../../../src/renderer/stores/document';
import {
  exportGraph,
  importGraph,
  loadTemplate,
  newDocument,
  openDocument,
  openGiven,
  save,
} from '../../../src/renderer/stores/files';
import { useLibrary } from '../../../src/renderer/stores/library';
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
const asked = (channel: string) => main.calls.filter(([name]) => name === channel);
const shown = () => {
  const { notifications: visible } = notificationsStore.getState();
  return visible.map(({ title, message }) => `${title}: ${message}`);
};

beforeEach(() => {
  main = installFakeMain();
  main.answer({ 'recent.list': () => [] });
  notifications.clean();
  store().load(doc, { path: '/old.json', name: 'old' });
});

it('opens without a question while nothing is unsaved', async () => {
  const opened = { path: '/g.json', name: 'g', text };
  main.answer({ 'graph.open': () => ({ ok: true, value: opened }) });
  expect(await openDocument()).toBe(true);
  expect(store()).toMatchObject({ path: '/g.json', name: 'g', dirty: false });
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

it('asks before unsaved work is replaced, and stays when told to', async () => {
  edit();
  main.answer({ 'dialog.unsavedChanges': () => 'cancel' });
  expect(await newDocument()).toBe(false);
  expect(store()).toMatchObject({ name: 'old', dirty: true });
});

it('saves first when told to, and stays when that fails', async () => {
  edit();
  const error = { code: 'disk-full', message: 'The disk is full.', hint: 'Free some space.' };
  main.answer({
    'dialog.unsavedChanges': () => 'save',
    'graph.save': () => ({ ok: false, error }),
  });
  expect(await newDocument()).toBe(false);
  expect(store().name).toBe('old');
  expect(shown()).toEqual(['The graph was not saved: The disk is full.\nFree some space.']);
});

it('discards when told to', async () => {
  edit();
  main.answer({ 'dialog.unsavedChanges': () => 'discard' });
  expect(await newDocument()).toBe(true);
  expect(Object.keys(store().doc.nodes)).toEqual([]);
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

it('a template opens as an untitled graph that is not dirty', () => {
  useLibrary.setState({
    templates: [{ id: 't', name: 'T', group: 'Start', description: '', text }],
  });
  expect(loadTemplate('t')).toBe(true);
  expect(store()).toMatchObject({ path: null, name: 'T', dirty: false });
});

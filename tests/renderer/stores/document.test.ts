import { emptyDocument } from '@core/graph/document';
import type { NamedEdit } from '@core/graph/edit';
import { beforeEach, expect, it } from 'vitest';
import { useDocument } from '../../../src/renderer/stores/document';
import { useLibrary } from '../../../src/renderer/stores/library';
import { graph } from './graph';

const store = () => useDocument.getState();
const say = (value: string): NamedEdit => ({
  label: 'change the prompt',
  edit: { kind: 'setParam', id: 'text', param: 'text', value },
});

beforeEach(() => {
  const doc = graph({ text: 'text-prompt', load: 'load-pipeline' });
  store().load(doc, { path: null, name: 'Test' });
});

it('an edit makes it dirty, undoing it makes it clean again', () => {
  expect(store().dirty).toBe(false);
  store().apply(say('a cat'));
  expect(store()).toMatchObject({ dirty: true, undoLabel: 'change the prompt', redoLabel: null });
  store().undo();
  expect(store()).toMatchObject({ dirty: false, undoLabel: null, redoLabel: 'change the prompt' });
  store().redo();
  expect(store().dirty).toBe(true);
  expect(store().doc.nodes.text?.params.text).toBe('a cat');
});

it('undoing beyond what was saved is a change again', () => {
  store().apply(say('a cat'));
  store().markSaved({ path: '/g.json', name: 'g' }, store().doc);
  expect(store()).toMatchObject({ dirty: false, path: '/g.json', name: 'g' });
  store().undo();
  expect(store().dirty).toBe(true);
});

it('what was edited while the file was written stays unsaved', () => {
  const written = store().doc;
  store().apply(say('later'));
  store().markSaved({ path: '/g.json', name: 'g' }, written);
  expect(store().dirty).toBe(true);
});

it('looking around is no change worth saving, and undo does not move the view', () => {
  store().apply(say('a cat'));
  store().setView({ x: 1, y: 2, zoom: 0.5 });
  store().undo();
  expect(store().dirty).toBe(false);
  expect(store().doc.view).toEqual({ x: 1, y: 2, zoom: 0.5 });
});

it('forgets what is gone from the selection, and its set stays the same when nothing is', () => {
  store().select(['text', 'load']);
  const before = store().selectedNodes;
  store().apply(say('a cat'));
  expect(store().selectedNodes).toBe(before);
  store().apply({ label: 'delete', edit: { kind: 'removeNode', id: 'text' } });
  expect([...store().selectedNodes]).toEqual(['load']);
});

it('loading starts a new history and tells the canvas', () => {
  store().apply(say('a cat'));
  const { documentId } = store();
  store().load(emptyDocument(), { path: '/x.json', name: 'x' });
  expect(store()).toMatchObject({ documentId: documentId + 1, undoLabel: null, dirty: false });
});

it('is analysed again when the models are known', () => {
  const before = store().analysis;
  useLibrary.setState({ models: [] });
  expect(store().analysis).not.toBe(before);
});

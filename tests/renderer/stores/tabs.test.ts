import type { EngineEventBody } from '@core/protocol';
import { beforeEach, expect, it, vi } from 'vitest';
import { closeTab, mayCloseWindow } from '../../../src/renderer/stores/close-tabs';
import { useDocument } from '../../../src/renderer/stores/document';
import { initialRun } from '../../../src/renderer/stores/engine-events';
import { applyEngineEvents } from '../../../src/renderer/stores/receive-events';
import { useRun } from '../../../src/renderer/stores/run';
import {
  allDocuments,
  dropTab,
  moveTab,
  setOutside,
  showInTab,
  showNextTab,
  showTab,
  useTabs,
} from '../../../src/renderer/stores/tabs';
import { type FakeMain, installFakeMain } from './fake-main';
import { completed, runAnswers } from './fake-run';
import { graph } from './graph';

let main: FakeMain;
let seq = 0;
const doc = () => useDocument.getState();
const names = () => allDocuments().map(({ name }) => name);
const idOf = (name: string) => allDocuments().find((one) => one.name === name)?.documentId ?? -1;
const edit = (value: string) =>
  doc().apply({ label: 'type', edit: { kind: 'setParam', id: 'image', param: 'file', value } });
const runnable = () =>
  graph(
    { image: { type: 'load-image', params: { file: 'bundled:x.png' } }, preview: 'preview-image' },
    ['image.image > preview.image'],
  );
const tell = (...bodies: EngineEventBody[]) => {
  const { runId } = useRun.getState();
  applyEngineEvents(bodies.map((body) => ({ ...body, seq: ++seq, time: 0, runId: runId ?? '' })));
};
const done: EngineEventBody = {
  kind: 'nodeFinished',
  node: 'image',
  ms: 3,
  cached: false,
  outputs: {},
};

beforeEach(() => {
  main = installFakeMain();
  main.answer({
    ...runAnswers,
    'journal.end': () => {},
  });
  for (const id of useTabs.getState().parked.keys()) dropTab(id);
  useRun.setState({ ...initialRun, told: {} });
  doc().load(runnable(), { path: '/a.json', name: 'a' });
  showInTab(runnable(), { path: '/b.json', name: 'b' });
  showInTab(runnable(), { path: null, name: 'c' });
});

it('a tab that comes back is as it was left: edits, history, selection, view', () => {
  edit('mine.png');
  doc().select(['image']);
  doc().setView({ x: 5, y: 6, zoom: 2 });
  const left = allDocuments()[2];
  showTab(idOf('a'));
  expect(doc()).toMatchObject({ name: 'a', dirty: false, undoLabel: null });
  showTab(idOf('c'));
  expect({ ...allDocuments()[2], analysis: 0 }).toEqual({
    ...left,
    analysis: 0,
    restoresView: true,
  });
  doc().undo();
  expect(doc().doc.nodes.image?.params.file).toBe('bundled:x.png');
});

it('tabs are walked round about, moved, and a new one comes beside the shown one', () => {
  showNextTab(1);
  expect(doc().name).toBe('a');
  showNextTab(-1);
  expect(doc().name).toBe('c');
  moveTab(idOf('c'), 0);
  expect(names()).toEqual(['c', 'a', 'b']);
  showTab(idOf('a'));
  showInTab(runnable(), { path: null, name: 'd' });
  expect(names()).toEqual(['c', 'a', 'd', 'b']);
});

it('closing shows a neighbour; after the last an empty graph is left', async () => {
  await closeTab(idOf('b'));
  await closeTab(idOf('c'));
  expect([names(), doc().name]).toEqual([['a'], 'a']);
  await closeTab(idOf('a'));
  expect(allDocuments()).toMatchObject([{ name: 'Untitled', disposable: true }]);
});

it('asks before a tab with changes is closed, with the tab in view', async () => {
  edit('mine.png');
  const id = idOf('c');
  showTab(idOf('a'));
  const ask = vi.fn(() => 'cancel');
  main.answer({ 'dialog.unsavedChanges': ask });
  expect(await closeTab(id)).toBe(false);
  expect(ask).toHaveBeenCalledWith({ name: 'c' });
  expect(doc()).toMatchObject({ name: 'c', dirty: true });
  main.answer({ 'dialog.unsavedChanges': () => 'discard' });
  const { journalId } = doc();
  expect(await closeTab(id)).toBe(true);
  expect(main.calls.at(-1)).toEqual(['journal.end', journalId]);
});

it('throws nothing away when the user stays at the second of two questions', async () => {
  edit('one.png');
  showTab(idOf('a'));
  edit('two.png');
  const answers = ['discard', 'cancel'];
  main.answer({ 'dialog.unsavedChanges': () => answers.shift() });
  expect(await mayCloseWindow()).toBe(false);
  expect(main.calls.filter(([channel]) => channel === 'journal.end')).toEqual([]);
  main.answer({ 'dialog.unsavedChanges': () => 'discard' });
  expect(await mayCloseWindow()).toBe(true);
  expect(main.calls.filter(([channel]) => channel === 'journal.end')).toHaveLength(2);
});

it('a run colours the nodes of the tab it was started in, also while another is shown', async () => {
  await useRun.getState().start();
  showTab(idOf('a'));
  tell(done, completed);
  expect(useRun.getState()).toMatchObject({ status: 'idle', lastStatus: 'completed', nodes: {} });
  showTab(idOf('c'));
  expect(useRun.getState().nodes.image).toMatchObject({ state: 'done', ms: 3 });
  edit('other.png');
  expect(useRun.getState().nodes.image?.state).toBe('idle');
  showTab(idOf('a'));
  expect(useRun.getState().nodes).toEqual({});
});

it('closing the tab of a run cancels it, closing another does not', async () => {
  await useRun.getState().start();
  const { runId } = useRun.getState();
  await closeTab(idOf('a'));
  expect(main.calls.map(([channel]) => channel)).not.toContain('engine.cancel');
  await closeTab(idOf('c'));
  expect(main.calls).toContainEqual(['engine.cancel', runId]);
});

it('a file changed by others is told of in its own tab', () => {
  setOutside('/a.json', 'changed');
  expect(doc().outside).toBe('same');
  showTab(idOf('a'));
  expect(doc().outside).toBe('changed');
});

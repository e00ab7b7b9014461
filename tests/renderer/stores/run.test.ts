import type { EngineEvent, EngineEventBody } from '@core/protocol';
import { beforeEach, expect, it, vi } from 'vitest';
import { registerCanvas } from '../../../src/renderer/stores/canvas-actions';
import { useDocument } from '../../../src/renderer/stores/document';
import { initialRun } from '../../../src/renderer/stores/engine-events';
import { useQueue } from '../../../src/renderer/stores/queue';
import { applyEngineEvents } from '../../../src/renderer/stores/receive-events';
import { useResults } from '../../../src/renderer/stores/results';
import { useRun } from '../../../src/renderer/stores/run';
import { useUi } from '../../../src/renderer/stores/ui';
import { type FakeMain, installFakeMain } from './fake-main';
import { completed, runAnswers } from './fake-run';
import { graph } from './graph';

let main: FakeMain;
let seq = 0;
const run = () => useRun.getState();
const tell = (...bodies: EngineEventBody[]) =>
  applyEngineEvents(
    bodies.map((body): EngineEvent => {
      seq += 1;
      return { ...body, seq, time: seq, runId: run().runId ?? '' };
    }),
  );
const done = (node: string): EngineEventBody => ({
  kind: 'nodeFinished',
  node,
  ms: 1,
  cached: false,
  outputs: {},
});
const png = (...bytes: number[]) => ({
  kind: 'image' as const,
  png: new Uint8Array(bytes),
  width: 8,
  height: 8,
});
const edit = (id: string, param: string, value: string | number) =>
  useDocument.getState().apply({ label: 'edit', edit: { kind: 'setParam', id, param, value } });

/** Load image needs no wire, so that the graph has no errors without a model library. */
const runnable = (seed: Record<string, number | string> = {}) =>
  graph(
    {
      seed: { type: 'seed', params: seed },
      image: { type: 'load-image', params: { file: 'bundled:x.png' } },
      preview: 'preview-image',
      other: { type: 'load-image', params: { file: 'bundled:y.png' } },
    },
    ['image.image > preview.image'],
  );
const load = (doc = runnable()) => useDocument.getState().load(doc, { path: null, name: 'T' });

beforeEach(() => {
  main = installFakeMain();
  main.answer(runAnswers);
  useRun.setState({ ...initialRun, told: {} });
  useResults.setState({ items: [], selected: null });
  useQueue.getState().clear();
  load();
});

it('runs the document as it is, once at a time', async () => {
  await run().start();
  await run().start();
  expect(main.calls).toHaveLength(1);
  expect(main.calls[0]).toMatchObject([
    'engine.run',
    { document: useDocument.getState().doc, previews: true, runId: run().runId },
  ]);
  expect(run().status).toBe('running');
});

it('does not run with an error on a needed node: shows the problems and the first node', async () => {
  const centerOn = vi.fn();
  const nothing = () => {};
  const unregister = registerCanvas({
    view: () => ({ x: 0, y: 0, zoom: 1 }),
    fit: nothing,
    zoomIn: nothing,
    zoomOut: nothing,
    openPalette: nothing,
    centerOn,
    show: nothing,
    copy: nothing,
    cut: nothing,
    paste: nothing,
    addImage: nothing,
    duplicate: nothing,
    deleteSelection: nothing,
    selectAll: nothing,
    addModel: nothing,
    arrange: nothing,
  });
  load(graph({ preview: 'preview-image' }));
  useUi.setState({ rightTab: 'results', rightPanelOpen: false });
  await run().start();
  unregister();
  expect(main.calls).toEqual([]);
  expect(useUi.getState()).toMatchObject({ rightTab: 'problems', rightPanelOpen: true });
  expect(centerOn).toHaveBeenCalledWith('preview');

  load(runnable());
  await run().start();
  expect(main.calls).toHaveLength(1);
  expect(useUi.getState().rightTab, 'once it runs, its picture is shown').toBe('results');
});

it('an error on a node that no output needs keeps nothing from running', async () => {
  const doc = runnable();
  load({ ...doc, nodes: { ...doc.nodes, ...graph({ decode: 'decode' }).nodes } });
  await run().start();
  expect(main.calls).toHaveLength(1);
});

it('a run that the main process refuses ends with its reason', async () => {
  const error = { code: 'busy', message: 'another run is going' };
  main.answer({ 'engine.run': () => ({ ok: false, error }) });
  await run().start();
  expect(run()).toMatchObject({ status: 'idle', lastStatus: 'failed', lastError: error });
});

it('draws a random seed before the run, as an edit one can undo', async () => {
  load(runnable({ mode: 'random', value: 1 }));
  await run().start();
  expect(useDocument.getState().undoLabel).toBe('draw a new seed');
  expect(run().ran).toBe(useDocument.getState().doc);
});

it('counts a seed up after the run, which leaves its results fresh', async () => {
  load(runnable({ mode: 'increment', value: 1 }));
  await run().start();
  tell(done('seed'), done('image'), done('preview'), completed);
  expect(useDocument.getState().doc.nodes.seed?.params.value).toBe(2);
  expect(run().nodes.seed?.state).toBe('done');
  expect(run().nodes.preview?.state).toBe('done');
});

it('an edit makes its node and those after it idle; undoing it gives their results back', async () => {
  await run().start();
  tell(done('image'), done('preview'), done('other'), completed);
  const untouched = run().nodes.other;
  edit('image', 'file', 'bundled:z.png');
  expect(run().nodes.image?.state).toBe('idle');
  expect(run().nodes.preview?.state).toBe('idle');
  expect(run().nodes.other).toBe(untouched);
  useDocument.getState().undo();
  expect(run().nodes.preview).toMatchObject({ state: 'done', ms: 1 });
});

it('a node edited while the run goes on is stale once the run is past it', async () => {
  await run().start();
  edit('image', 'file', 'bundled:z.png');
  tell({ kind: 'nodeStarted', node: 'image' });
  expect(run().nodes.image?.state).toBe('running');
  tell(done('image'));
  expect(run().nodes.image?.state).toBe('idle');
});

it('what an edit made stale does not look fresh because another node ran', async () => {
  await run().start();
  tell(done('image'), done('preview'), done('other'), completed);
  edit('other', 'file', 'bundled:z.png');
  await run().start(['preview']);
  tell(done('image'), done('preview'), completed);
  expect(run().nodes.other?.state).toBe('idle');
});

it('opening another graph cancels the run, and its events touch none of the new nodes', async () => {
  await run().start();
  load(runnable());
  expect(main.calls.at(-1)).toEqual(['engine.cancel', run().runId]);
  tell(done('image'));
  const error = { code: 'engine-crashed', message: 'gone' };
  tell({ kind: 'crashed', node: 'image', detail: 'SIGKILL', error });
  expect(run().nodes).toEqual({});
  tell({ kind: 'runFinished', status: 'cancelled', ms: 1, sessionMs: 0 });
  expect(run().status).toBe('idle');
});

it('revokes the address of a preview that is replaced, and skips those nobody would see', async () => {
  const made = vi.spyOn(URL, 'createObjectURL');
  const revoked = vi.spyOn(URL, 'revokeObjectURL');
  await run().start();
  const preview = (byte: number): EngineEventBody => ({
    kind: 'preview',
    node: 'image',
    content: png(byte),
  });
  tell(preview(1), preview(2));
  expect(made).toHaveBeenCalledTimes(1);
  const first = run().nodes.image?.preview;
  tell(preview(3));
  expect(first?.kind === 'image' && first.url).toBe(revoked.mock.calls[0]?.[0]);
  expect(revoked).toHaveBeenCalledTimes(1);
  vi.restoreAllMocks();
});

it('a result knows its seed, its time and what it ran on; the same picture again is no new one', async () => {
  const result = (byte: number): EngineEventBody => ({
    kind: 'result',
    node: 'preview',
    content: png(byte),
    seed: 42,
  });
  const provider: EngineEventBody = {
    kind: 'provider',
    report: { model: 'unet/model.onnx', requested: 'auto', actual: 'cpu', reason: 'so' },
  };
  await run().start();
  tell(provider, result(1), completed);
  const shown = () => useResults.getState().items;
  expect(shown()).toMatchObject([{ seed: 42, ms: 9, provider: 'cpu' }]);
  const cached = { node: 'preview', action: 'cached', reason: 'in the cache' } as const;
  await run().start();
  tell({ kind: 'planned', nodes: [cached], warnings: [] }, result(1), { ...completed, ms: 1 });
  expect(shown()).toMatchObject([{ ms: 9, runId: run().runId }]);
  await run().start();
  tell({ kind: 'planned', nodes: [{ ...cached, action: 'run' }], warnings: [] });
  tell(result(1), { ...completed, ms: 7 });
  expect(shown()).toMatchObject([{ ms: 7 }]);
  await run().start();
  tell(result(2), completed);
  expect(shown().map(({ content }) => content)).toEqual([png(2), png(1)]);
});

it('a crash keeps the graph and offers to run the same again', async () => {
  await run().start(['preview']);
  const error = { code: 'engine-crashed', message: 'gone' };
  tell({ kind: 'crashed', node: 'preview', detail: 'SIGKILL', error });
  expect(run()).toMatchObject({
    status: 'idle',
    crash: { node: 'preview' },
    lastTargets: ['preview'],
  });
  expect(Object.keys(useDocument.getState().doc.nodes)).toHaveLength(4);
  await run().start(run().lastTargets);
  expect(run()).toMatchObject({ status: 'running', crash: null });
});

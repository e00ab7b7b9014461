import type { PlannedNode } from '@core/protocol';
import { beforeEach, expect, it } from 'vitest';
import { useDocument } from '../../../src/renderer/stores/document';
import { initialRun } from '../../../src/renderer/stores/engine-events';
import { askForPlan, usePlanPreview } from '../../../src/renderer/stores/plan-preview';
import { useRun } from '../../../src/renderer/stores/run';
import { type FakeMain, installFakeMain } from './fake-main';
import { graph } from './graph';

let main: FakeMain;
const shown = () => usePlanPreview.getState();
const run = (node: string, reason = 'not run yet'): PlannedNode => ({
  node,
  action: 'run',
  reason,
});
const cached = (node: string): PlannedNode => ({ node, action: 'cached', reason: 'in the cache' });

beforeEach(() => {
  main = installFakeMain();
  useRun.setState({ ...initialRun, told: {} });
  usePlanPreview.setState({ nodes: {}, summary: null });
  const doc = graph(
    { image: { type: 'load-image', params: { file: 'bundled:x.png' } }, preview: 'preview-image' },
    ['image.image > preview.image'],
  );
  useDocument.getState().load(doc, { path: null, name: 'T' });
});

it('shows what a run would do; a node whose mark stays keeps its object', async () => {
  main.answer({ 'engine.plan': () => [run('image'), cached('preview')] });
  await askForPlan();
  expect(shown().summary).toEqual({ willRun: 1, total: 2 });
  const before = shown().nodes.image;
  main.answer({ 'engine.plan': () => [run('image'), run('preview', 'upstream')] });
  await askForPlan();
  expect(shown().nodes.image).toBe(before);
  expect(shown().nodes.preview?.reason).toBe('upstream');
});

it('an answer to an older question is not shown', async () => {
  let late: (nodes: readonly PlannedNode[]) => void = () => {};
  main.answer({
    'engine.plan': () =>
      new Promise<readonly PlannedNode[]>((resolve) => {
        late = resolve;
      }),
  });
  const first = askForPlan();
  const answerFirst = late;
  const second = askForPlan();
  late([cached('image')]);
  answerFirst([run('image')]);
  await Promise.all([first, second]);
  expect(shown().nodes.image?.action).toBe('cached');
});

it('asks nothing while a run goes on, and nothing of a graph that cannot run', async () => {
  main.answer({ 'engine.plan': () => [run('image')] });
  useRun.setState({ status: 'running' });
  await askForPlan();
  useRun.setState({ status: 'idle' });
  useDocument.getState().load(graph({ preview: 'preview-image' }), { path: null, name: 'T' });
  await askForPlan();
  expect(main.calls).toEqual([]);
  expect(shown().summary).toBeNull();
});

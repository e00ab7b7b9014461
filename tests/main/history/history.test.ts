import type { AppError } from '@core/errors';
import type { PreviewContent } from '@core/node-context';
import type { EngineEvent, EngineEventBody } from '@core/protocol';
import { catalog } from '@nodes';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createHistory, type History } from '../../../src/main/history/history';
import { graph } from '../../renderer/stores/graph';
import { all } from './entries';
import { ownFolder } from './own-folder';

const folder = ownFolder();
const image = (byte: number): PreviewContent => {
  return { kind: 'image', png: new Uint8Array(20).fill(byte), width: 4, height: 5 };
};
const doc = graph({
  prompt: { type: 'text-prompt', params: { text: 'a red heart' } },
  out: { type: 'preview-image', title: 'Heart' },
});
const problems: AppError[] = [];
let changes = 0;
let history: History;
let seq = 0;

const open = (limit = 1_000_000) =>
  createHistory({
    folder: `${folder()}/history`,
    limit: () => limit,
    catalog,
    shrink: (png) => (png[0] === 200 ? Uint8Array.of(5) : null),
    changed: () => changes++,
    problem: (problem) => problems.push(problem),
  });
const tell = (runId: string, event: EngineEventBody) =>
  history.recorder.event({
    ...event,
    runId,
    seq: seq++,
    time: 1_700_000_000_000 + seq,
  } as EngineEvent);
const begin = (runId: string, document = doc) =>
  history.recorder.begin({ runId, document, previews: true, title: 'My hearts' });
const result = (runId: string, content: PreviewContent, seed?: number) =>
  tell(runId, { kind: 'result', node: 'out', content, seed });
const end = (runId: string, status: 'completed' | 'cancelled' = 'completed') =>
  tell(runId, { kind: 'runFinished', status, ms: 12, sessionMs: 3 });
const entries = async (query = {}) => {
  await history.recorder.settled();
  return (await history.list({ ...all, ...query })).entries;
};

beforeEach(() => {
  problems.length = 0;
  changes = 0;
  history = open();
});
afterEach(() => history.close());

it('writes down a run: graph, parameters, seed, provider, time, file, picture', async () => {
  begin('r');
  const report = { model: 'unet/model.onnx', requested: 'auto', actual: 'webgpu', reason: '' };
  tell('r', { kind: 'provider', report: { ...report, requested: 'auto', actual: 'webgpu' } });
  tell('r', { kind: 'saved', node: 'out', path: '/pictures/a.png' });
  result('r', image(1), 42);
  end('r');
  const [entry] = await entries();
  expect(entry).toMatchObject({
    ...{ title: 'Heart', graph: 'My hearts', seed: 42, ms: 12, provider: 'webgpu' },
    ...{ status: 'completed', file: '/pictures/a.png', width: 4, height: 5, kind: 'image' },
  });
  const item = await history.item(entry?.id ?? '');
  if (!item.ok) throw new Error(item.error.message);
  expect(item.value.content).toEqual(image(1));
  expect(item.value.run).toMatchObject({ status: 'completed', ms: 12 });
  expect(item.value.run.params).toContainEqual(
    expect.objectContaining({ node: 'prompt', text: 'a red heart' }),
  );
  const text = await history.graph(entry?.id ?? '');
  expect(text.ok && JSON.parse(text.value.text).nodes.prompt.params.text).toBe('a red heart');
  expect(await entries({ words: 'red 42 hearts 2023-11' })).toHaveLength(1);
  expect(changes).toBeGreaterThan(0);
});

it('makes thumbnails of large pictures, and shows small ones as they are', async () => {
  begin('r');
  result('r', image(200), 1);
  result('r', image(3), 2);
  end('r');
  const [small, large] = await entries();
  expect(await history.thumbnail(large?.id ?? '')).toEqual(Uint8Array.of(5));
  expect(await history.thumbnail(small?.id ?? '')).toEqual(new Uint8Array(20).fill(3));
});

it('makes no second entry of the same result, but says that it ran', async () => {
  for (const runId of ['a', 'b']) {
    begin(runId);
    result(runId, image(1), 42);
    end(runId);
  }
  expect((await entries()).map(({ kind, runId }) => [kind, runId])).toEqual([
    ['none', 'b'],
    ['image', 'a'],
  ]);
  await history.remove([(await entries({ kinds: ['image'] }))[0]?.id ?? '']);
  begin('c');
  result('c', image(1), 42);
  end('c');
  expect((await entries({ kinds: ['image'] })).map(({ runId }) => runId)).toEqual(['c']);
});

it('keeps a crash, a refusal and a cancel with the reason', async () => {
  begin('crash');
  history.recorder.event({
    ...{ kind: 'crashed', detail: '', seq: 1, time: 1, runId: 'crash' },
    error: { code: 'engine-crashed', message: 'The engine died.' },
  });
  begin('no');
  history.recorder.refused('no', { code: 'busy', message: 'Another run goes on.' });
  begin('stop');
  end('stop', 'cancelled');
  expect((await entries()).map(({ status }) => status).sort()).toEqual([
    'cancelled',
    'failed',
    'failed',
  ]);
  const [died] = await entries({ words: 'engine died' });
  const item = await history.item(died?.id ?? '');
  expect(item.ok && item.value.content).toBeNull();
  expect(item.ok && item.value.run.error?.code).toBe('engine-crashed');
});

it('is there at the next start', async () => {
  begin('r');
  result('r', image(1), 42);
  end('r');
  await history.close();
  history = open();
  expect(await entries()).toHaveLength(1);
  expect(await history.usage()).toMatchObject({ entries: 1 });
});

it('says once that results with a star alone take too much', async () => {
  await history.close();
  history = open(200);
  begin('r');
  result('r', image(1), 1);
  const [entry] = await entries();
  await history.star(entry?.id ?? '', true);
  begin('s');
  result('s', image(2), 2);
  result('s', image(3), 3);
  end('s');
  await entries();
  await Promise.resolve();
  expect(problems.map(({ code }) => code)).toEqual(['history-overfull']);
});

it('says once that nothing can be written, and lets runs go on', async () => {
  await history.close();
  begin('r');
  result('r', image(1), 1);
  end('r');
  await history.recorder.settled();
  expect(problems.map(({ code }) => code)).toEqual(['history-not-kept']);
  history = open();
});

import type { EngineEventBody } from '@core/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { useDocument } from '../../../src/renderer/stores/document';
import { initialRun } from '../../../src/renderer/stores/engine-events';
import { useQueue } from '../../../src/renderer/stores/queue';
import { applyEngineEvents } from '../../../src/renderer/stores/receive-events';
import { useRun } from '../../../src/renderer/stores/run';
import { type FakeMain, installFakeMain } from './fake-main';
import { runAnswers } from './fake-run';
import { graph } from './graph';

let main: FakeMain;
let seq = 0;
const run = () => useRun.getState();
const waiting = () => useQueue.getState().waiting;
const end = (status: 'completed' | 'failed' | 'cancelled') => {
  const body: EngineEventBody = { kind: 'runFinished', status, ms: 9, sessionMs: 5 };
  seq += 1;
  applyEngineEvents([{ ...body, seq, time: seq, runId: run().runId ?? '' }]);
};
const runs = () =>
  main.calls.flatMap(([channel, request]) => (channel === 'engine.run' ? [request] : []));
const setFile = (value: string) =>
  useDocument.getState().apply({
    label: 'edit',
    edit: { kind: 'setParam', id: 'image', param: 'file', value },
  });
const seedOf = (request: unknown) =>
  JSON.parse(JSON.stringify(request)).document.nodes.seed.params.value;

const load = (seed: Record<string, string | number> = {}) =>
  useDocument.getState().load(
    graph(
      {
        seed: { type: 'seed', params: seed },
        image: { type: 'load-image', params: { file: 'bundled:x.png' } },
        preview: 'preview-image',
      },
      ['image.image > preview.image'],
    ),
    { path: null, name: 'T' },
  );

beforeEach(() => {
  main = installFakeMain();
  main.answer(runAnswers);
  useRun.setState({ ...initialRun, told: {} });
  useQueue.getState().clear();
  load();
});

it('a run asked for while one goes on waits, with the graph as it was then', async () => {
  await run().start();
  setFile('bundled:y.png');
  await run().start(['preview']);
  setFile('bundled:z.png');
  expect(waiting()).toMatchObject([{ name: 'T › Preview image', targets: ['preview'] }]);
  end('completed');
  expect(waiting()).toEqual([]);
  expect(runs()[1]).toMatchObject({
    targets: ['preview'],
    document: { nodes: { image: { params: { file: 'bundled:y.png' } } } },
  });
  expect(run().status).toBe('running');
  expect(run().stale.has('preview'), 'what runs is not what the graph says now').toBe(true);
});

it('runs in the order they are put in, without what was taken out', async () => {
  await run().start();
  for (const file of ['a', 'b', 'c']) {
    setFile(`bundled:${file}.png`);
    await run().start();
  }
  const [a, b, c] = waiting();
  useQueue.getState().move(c?.runId ?? '', 0);
  useQueue.getState().remove(a?.runId ?? '');
  expect(waiting().map(({ runId }) => runId)).toEqual([c?.runId, b?.runId]);
  end('completed');
  end('completed');
  expect(runs().map((request) => JSON.stringify(request).match(/bundled:(.)/)?.[1])).toEqual([
    'x',
    'c',
    'b',
  ]);
});

it('cancelling one goes on with the next; cancelling all leaves none', async () => {
  await run().start();
  for (let index = 0; index < 3; index++) await run().start();
  run().cancel();
  end('cancelled');
  expect(waiting()).toHaveLength(2);
  expect(run().status).toBe('running');
  run().cancelAll();
  expect(main.calls.at(-1)?.[0]).toBe('engine.cancel');
  end('cancelled');
  expect(run().status).toBe('idle');
  expect(waiting()).toEqual([]);
});

it('a failure holds up the others until the user goes on', async () => {
  await run().start();
  await run().start();
  end('failed');
  expect(run().status).toBe('idle');
  expect(useQueue.getState()).toMatchObject({ paused: true, waiting: [{}] });
  run().startNext();
  expect(run().status).toBe('running');
  expect(useQueue.getState().paused).toBe(false);
});

describe('seeds', () => {
  it('that count up go on through the queue, and the graph behind them', async () => {
    load({ mode: 'increment', value: 5 });
    await run().start();
    await run().start();
    await run().start();
    expect(waiting()).toHaveLength(2);
    for (let index = 0; index < 3; index++) end('completed');
    expect(runs().map(seedOf)).toEqual([5, 6, 7]);
    expect(useDocument.getState().doc.nodes.seed?.params.value).toBe(8);
  });

  it('are new in each repetition, drawn even where they are fixed; the graph keeps its own', async () => {
    load({ mode: 'fixed', value: 5 });
    run().repeat(4);
    for (let index = 0; index < 4; index++) end('completed');
    const seeds = runs().map(seedOf);
    expect(new Set(seeds).size).toBe(4);
    expect(useDocument.getState().doc.nodes.seed?.params.value).toBe(5);
  });

  it('that are drawn are in the graph while their picture is made', async () => {
    load({ mode: 'random', value: 5 });
    await run().start();
    await run().start();
    end('completed');
    expect(useDocument.getState().doc.nodes.seed?.params.value).toBe(seedOf(runs()[1]));
  });
});

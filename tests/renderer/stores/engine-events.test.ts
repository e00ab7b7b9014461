import type { AppError } from '@core/errors';
import { describe, expect, it } from 'vitest';
import {
  initialRun,
  type RunEvent,
  type RunSnapshot,
  reduceRun,
} from '../../../src/renderer/stores/engine-events';

const error: AppError = { code: 'x', message: 'broken', hint: 'mend it' };
const running: RunSnapshot = { ...initialRun, status: 'running', runId: 'r' };
const play = (events: readonly RunEvent[], from = running) => events.reduce(reduceRun, from);

const planned: RunEvent = {
  kind: 'planned',
  runId: 'r',
  warnings: [],
  nodes: [
    { node: 'load', action: 'cached', reason: 'in the cache' },
    { node: 'denoise', action: 'run', reason: 'prompt changed' },
    { node: 'decode', action: 'run', reason: 'input latent changed' },
  ],
};
const finished = (node: string, cached = false): RunEvent => ({
  kind: 'nodeFinished',
  runId: 'r',
  node,
  ms: 12,
  cached,
  outputs: {},
});
const progress = (iteration: number, of = 25): RunEvent => ({
  kind: 'progress',
  runId: 'r',
  node: 'denoise',
  iteration,
  of,
});
const image = (url: string) => ({ kind: 'image', url, width: 8, height: 8 }) as const;

describe('a run that completes', () => {
  it('shows what waits and what came from the cache as soon as it is planned', () => {
    const { nodes, plan } = play([planned]);
    expect(nodes.load).toMatchObject({ state: 'cached', reason: 'in the cache' });
    expect(nodes.denoise).toMatchObject({ state: 'queued', reason: 'prompt changed' });
    expect(plan).toHaveLength(3);
  });

  it('counts iterations, not nodes, and never runs backwards', () => {
    let state = play([planned]);
    const seen: number[] = [];
    for (const event of [progress(5), progress(20), finished('denoise'), finished('decode')]) {
      state = reduceRun(state, event);
      seen.push(state.progress);
    }
    expect(seen[0]).toBeCloseTo(5 / 26);
    expect(seen[1]).toBeCloseTo(20 / 26);
    expect(seen[2]).toBeCloseTo(25 / 26);
    expect(seen[3]).toBe(1);
    expect(reduceRun(play([planned, progress(20)]), progress(3)).progress).toBeCloseTo(20 / 26);
  });

  it('knows the length of a loop beforehand when it is told', () => {
    const state = play([planned, finished('decode')], { ...running, weights: { denoise: 99 } });
    expect(state.progress).toBeCloseTo(1 / 100);
  });

  it('ends with times, the reason each node ran, and nothing left running', () => {
    const state = play([
      planned,
      { kind: 'nodeStarted', runId: 'r', node: 'denoise' },
      finished('denoise'),
      finished('decode'),
      { kind: 'runFinished', runId: 'r', status: 'completed', ms: 30, sessionMs: 20 },
    ]);
    expect(state).toMatchObject({
      status: 'idle',
      lastStatus: 'completed',
      lastMs: 30,
      progress: 1,
    });
    expect(state.nodes.denoise).toMatchObject({ state: 'done', ms: 12, reason: 'prompt changed' });
    expect(state.nodes.denoise?.iteration).toBeUndefined();
  });

  it('keeps the other nodes as the same objects when one of them moves on', () => {
    const before = play([planned, finished('denoise')]);
    const after = play(
      [{ kind: 'preview', runId: 'r', node: 'decode', preview: image('blob:1') }],
      before,
    );
    expect(after.nodes.denoise).toBe(before.nodes.denoise);
    expect(after.nodes.load).toBe(before.nodes.load);
  });
});

describe('previews', () => {
  it('bring the step they show', () => {
    const state = play([
      planned,
      {
        kind: 'preview',
        runId: 'r',
        node: 'denoise',
        preview: image('blob:1'),
        iteration: 3,
        of: 25,
      },
    ]);
    expect(state.nodes.denoise).toMatchObject({ state: 'running', iteration: 3, of: 25 });
    expect(state.nodes.denoise?.preview).toEqual(image('blob:1'));
  });

  it('stay on a node that the next run plans again', () => {
    const shown: RunEvent = {
      kind: 'preview',
      runId: 'r',
      node: 'decode',
      preview: image('blob:1'),
    };
    expect(play([planned, shown, planned]).nodes.decode?.preview).toEqual(image('blob:1'));
  });
});

describe('a run that does not complete', () => {
  it('marks the failed node and sends the waiting ones back to idle', () => {
    const state = play([
      planned,
      { kind: 'nodeStarted', runId: 'r', node: 'denoise' },
      { kind: 'nodeFailed', runId: 'r', node: 'denoise', error },
      { kind: 'runFinished', runId: 'r', status: 'failed', ms: 5, sessionMs: 0, error },
    ]);
    expect(state.nodes.denoise).toMatchObject({ state: 'failed', error });
    expect(state.nodes.decode?.state).toBe('idle');
    expect(state.lastError).toBe(error);
  });

  it('keeps what a cancelled run had finished', () => {
    const state = play([
      planned,
      finished('denoise'),
      { kind: 'nodeStarted', runId: 'r', node: 'decode' },
      { kind: 'runFinished', runId: 'r', status: 'cancelled', ms: 5, sessionMs: 0 },
    ]);
    expect(state.nodes.denoise?.state).toBe('done');
    expect(state.nodes.decode?.state).toBe('idle');
    expect(state).toMatchObject({ lastStatus: 'cancelled', lastError: null });
  });

  it('names the node that ran when the engine crashed, and is ready after the restart', () => {
    const crashed = play([
      planned,
      { kind: 'nodeStarted', runId: 'r', node: 'denoise' },
      { kind: 'crashed', node: 'denoise', detail: 'SIGKILL', error },
    ]);
    expect(crashed).toMatchObject({ status: 'idle', engine: 'stopped', lastStatus: 'failed' });
    expect(crashed.crash).toEqual({ node: 'denoise', error });
    expect(crashed.nodes.denoise?.state).toBe('failed');
    expect(crashed.nodes.decode?.state).toBe('idle');
    const again = reduceRun(crashed, { kind: 'ready', version: '1', backends: [], pid: 1 });
    expect(again).toMatchObject({ engine: 'ready', crash: { node: 'denoise' } });
  });

  it('ignores what an earlier run still says', () => {
    const state = play([planned]);
    expect(reduceRun(state, { ...finished('denoise'), runId: 'old' })).toBe(state);
  });
});

it('keeps one provider report a model, the latest', () => {
  const report = (actual: 'cpu' | 'webgpu'): RunEvent => ({
    kind: 'provider',
    runId: 'r',
    report: { model: 'unet/model.onnx', requested: 'auto', actual, reason: 'so' },
  });
  const { providers } = play([report('webgpu'), report('cpu')]);
  expect(providers.map(({ actual }) => actual)).toEqual(['cpu']);
});

describe('a sweep', () => {
  const cell = (number: number): RunEvent => ({
    kind: 'sweep',
    runId: 'r',
    cell: number,
    of: 4,
    label: `Steps ${number}`,
  });

  it('counts its runs, and is over when the run is', () => {
    const second = play([cell(1), planned, finished('denoise'), finished('decode'), cell(2)]);
    expect(second.sweep).toEqual({ cell: 2, of: 4 });
    const after = play(
      [{ kind: 'runFinished', runId: 'r', status: 'completed', ms: 1, sessionMs: 1 }],
      second,
    );
    expect(after.sweep).toBeNull();
  });

  it('goes forward through all of its runs', () => {
    const first = play([cell(1), planned, finished('denoise'), finished('decode')]);
    expect(first.progress).toBeCloseTo(0.25);
    const halfway = play([cell(2), planned, finished('denoise')], first);
    expect(halfway.progress).toBeCloseTo(0.375);
  });
});

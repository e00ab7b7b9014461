import type { EngineEventBody } from '@core/protocol';
import { beforeEach, expect, it } from 'vitest';
import { useDocument } from '../../../src/renderer/stores/document';
import { initialRun } from '../../../src/renderer/stores/engine-events';
import { applyEngineEvents } from '../../../src/renderer/stores/receive-events';
import { useRun } from '../../../src/renderer/stores/run';
import { useTimeLeft } from '../../../src/renderer/stores/run-times';
import { installFakeMain } from './fake-main';
import { completed, runAnswers } from './fake-run';
import { graph } from './graph';

let seq = 0;
const tell = (...bodies: EngineEventBody[]) => {
  const { runId } = useRun.getState();
  applyEngineEvents(
    bodies.map((body) => ({ ...body, seq: ++seq, time: Date.now(), runId: runId ?? '' })),
  );
};
const plan: EngineEventBody = {
  kind: 'planned',
  nodes: [
    { node: 'image', action: 'run', reason: 'not run yet' },
    { node: 'preview', action: 'run', reason: 'not run yet' },
  ],
  warnings: [],
};
const finished = (node: string, ms: number): EngineEventBody => ({
  ...{ kind: 'nodeFinished', node, ms },
  cached: false,
  outputs: {},
});

beforeEach(() => {
  installFakeMain().answer(runAnswers);
  useRun.setState({ ...initialRun, told: {} });
  useDocument.getState().load(
    graph(
      {
        image: { type: 'load-image', params: { file: 'bundled:x.png' } },
        preview: 'preview-image',
      },
      ['image.image > preview.image'],
    ),
    { path: null, name: 'T' },
  );
});

it('a node that has begun and told nothing of its progress has all of its time before it', async () => {
  await useRun.getState().start();
  tell(plan, finished('image', 60_000), finished('preview', 2_000), completed);
  expect(useTimeLeft.getState().seconds, 'nothing runs').toBeNull();
  await useRun.getState().start();
  tell(plan, { kind: 'nodeStarted', node: 'image' });
  expect(useTimeLeft.getState().seconds).toBe(62);
});

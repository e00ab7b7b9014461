import type { PlannedNode, PlanRequest } from '@core/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { textToImage, unfoldedTextToImage, withParams } from './helpers/graphs';
import { assets, bundledLibrary } from './helpers/library';
import { testEngine } from './helpers/run-engine';

const { run, dispose, engine, events } = testEngine();
afterAll(dispose);
let library: Awaited<ReturnType<typeof bundledLibrary>>;
beforeAll(async () => {
  library = await bundledLibrary();
});

let questions = 0;
async function ask(request: Omit<PlanRequest, 'runId'>): Promise<readonly PlannedNode[] | null> {
  questions += 1;
  const runId = `plan-${questions}`;
  engine.handle({
    kind: 'plan',
    request: { runId, provider: 'cpu', ...request },
    library,
    outputFolder: '/tmp',
    bundledImages: `${assets}/images`,
  });
  const answer = () => events.find((event) => event.kind === 'forecast' && event.runId === runId);
  await expect.poll(answer, { timeout: 10_000 }).toBeDefined();
  const found = answer();
  return found?.kind === 'forecast' ? found.nodes : null;
}
const actions = (nodes: readonly PlannedNode[] | null) =>
  Object.fromEntries((nodes ?? []).map(({ node, action }) => [node, action]));

for (const [name, make] of [
  ['closed', textToImage],
  ['unfolded', unfoldedTextToImage],
] as const) {
  test(`a forecast of the ${name} loop says what the run then does, and why`, async () => {
    const doc = make({ steps: 2, seed: 71 });
    for (const graph of [
      doc,
      doc,
      withParams(doc, 'prompt', { text: 'taxi' }),
      withParams(doc, 'noise', { seed: 72 }),
      doc,
    ]) {
      const told = await ask({ document: graph });
      const { ran, reasons } = await run(graph);
      const willRun = Object.entries(actions(told)).filter(([, action]) => action === 'run');
      expect(willRun.map(([node]) => node).sort()).toEqual([...ran].sort());
      expect(Object.fromEntries((told ?? []).map(({ node, reason }) => [node, reason]))).toEqual(
        reasons,
      );
    }
  });
}

test('a change is named where it was made, also far downstream of it', async () => {
  const doc = textToImage({ steps: 2, seed: 81 });
  await run(doc);
  const told = await ask({ document: withParams(doc, 'prompt', { text: 'a boat' }) });
  const reasons = Object.fromEntries((told ?? []).map(({ node, reason }) => [node, reason]));
  expect(reasons.prompt).toBe('prompt changed');
  expect(reasons.show).toBe('upstream: Text prompt changed');
});

test('asking changes nothing: the reasons stay those against the last run', async () => {
  const doc = textToImage({ steps: 2, seed: 91 });
  await run(doc);
  const changed = withParams(doc, 'denoise', { guidanceScale: 9 });
  const first = await ask({ document: changed });
  expect(await ask({ document: changed })).toEqual(first);
});

test('a graph that cannot run has no forecast', async () => {
  const doc = textToImage();
  const { pipeline: _pipeline, ...nodes } = doc.nodes;
  expect(await ask({ document: { ...doc, nodes } })).toBeNull();
});

test('of two questions only the newer is answered, and none while a run goes on', async () => {
  const doc = textToImage({ steps: 3, seed: 95 });
  const [older, newer] = await Promise.all([ask({ document: doc }), ask({ document: doc })]);
  expect(older).toBeNull();
  expect(newer).not.toBeNull();
  let during: Promise<readonly PlannedNode[] | null> | undefined;
  const finished = await run(doc, {
    onEvent: (event) => {
      if (event.kind === 'progress') during ??= ask({ document: doc });
    },
  });
  expect(finished.end.status).toBe('completed');
  expect(await during).toBeNull();
});

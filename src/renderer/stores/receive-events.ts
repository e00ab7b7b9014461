import { applyEdit } from '@core/graph/apply-edit';
import type { GraphDocument } from '@core/graph/document';
import { nodeTitle } from '@core/graph/node-title';
import { advanceSeeds } from '@core/graph/seeds';
import type { EngineEvent } from '@core/protocol';
import { catalog } from '@nodes';
import { type RunSnapshot, reduceRun } from './engine-events';
import { createEventQueue } from './event-queue';
import { revokeReplaced, withPreviewUrls } from './node-previews';
import { useQueue } from './queue';
import { useResults } from './results';
import { resultsOf, useRun, withResults } from './run';
import { tellRunEnded } from './run-outside';
import { observeRunTimes } from './run-times';
import { applyIn, tabDocument } from './tabs';

/** Entry for `event.engine`: applied once a frame. */
export const receiveEngineEvent = createEventQueue<EngineEvent>(applyEngineEvents);

/** Exported for tests, which have no frames. */
export function applyEngineEvents(all: readonly EngineEvent[]): void {
  const before = useRun.getState();
  const results = resultsOf(before.runDocumentId);
  const events = results ? all : all.flatMap(withoutNodes);
  const toldBefore = results?.told ?? {};
  const after = withPreviewUrls(events).reduce<RunSnapshot>(reduceRun, {
    ...before,
    nodes: toldBefore,
  });
  revokeReplaced(toldBefore, after.nodes);
  const { nodes: told, ...rest } = after;
  useRun.setState({
    ...rest,
    nodes: before.nodes,
    ...(results && withResults(before.runDocumentId, { ...results, told })),
  });
  observeRunTimes(events);
  for (const event of events) if (event.runId === after.runId) afterEvent(event);
}

/** What a run of a graph that is no longer open still has to say: nothing about nodes. */
function withoutNodes(event: EngineEvent): readonly EngineEvent[] {
  if (event.kind === 'crashed') return [{ ...event, node: undefined }];
  const kept = event.kind === 'ready' || event.kind === 'runFinished' || event.kind === 'provider';
  return kept ? [event] : [];
}

function afterEvent(event: EngineEvent): void {
  if (event.kind === 'result') addResult(event);
  if (event.kind !== 'runFinished') return;
  if (event.runId) useResults.getState().finishRun(event.runId, event.ms);
  if (event.status === 'completed') advanceAfterRun();
  afterRun(event);
}

/** The next of the queue, unless this one failed. */
function afterRun({ status, ms }: Extract<EngineEvent, { kind: 'runFinished' }>): void {
  tellRunEnded(status, ms);
  if (status === 'failed') useQueue.getState().pause();
  else useRun.getState().startNext();
}

function addResult(event: Extract<EngineEvent, { kind: 'result' }>): void {
  const { providers, runDocumentId } = useRun.getState();
  const results = resultsOf(runDocumentId);
  if (!results) return;
  const { ran, told } = results;
  const { node, content, seed = null, runId = '', seq, time } = event;
  const unet = providers.find(({ model }) => model.includes('unet'));
  const provider = (unet ?? providers[0])?.actual ?? null;
  const title = nodeTitle(ran, catalog, node);
  useResults.getState().add(
    {
      id: `${runId}-${seq}`,
      runId,
      node,
      nodeTitle: title,
      content,
      seed,
      provider,
      time,
    },
    told[node]?.state === 'cached',
  );
}

/** The seed that counts up is set for the next run; what has just run is not stale by that. */
function advanceAfterRun(): void {
  const advance = (doc: GraphDocument) => advanceSeeds(doc, 'after-run', Math.random);
  const { runDocumentId } = useRun.getState();
  const results = resultsOf(runDocumentId);
  const doc = tabDocument(runDocumentId)?.doc;
  const next = doc && advance(doc);
  if (!results || !next) return;
  const nextRan = advance(results.ran);
  const ran = nextRan ? applyEdit(results.ran, nextRan.edit).doc : results.ran;
  useRun.setState(withResults(runDocumentId, { ...results, ran }));
  applyIn(runDocumentId, next);
}

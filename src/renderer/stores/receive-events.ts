import { applyEdit } from '@core/graph/apply-edit';
import type { GraphDocument } from '@core/graph/document';
import { nodeTitle } from '@core/graph/node-title';
import { advanceSeeds } from '@core/graph/seeds';
import type { EngineEvent } from '@core/protocol';
import { catalog } from '@nodes';
import { useDocument } from './document';
import { type RunSnapshot, reduceRun } from './engine-events';
import { createEventQueue } from './event-queue';
import { revokeReplaced, withPreviewUrls } from './node-previews';
import { useResults } from './results';
import { useRun } from './run';
import { visibleNodes } from './visible-nodes';

/** Entry for `event.engine`: applied once a frame. */
export const receiveEngineEvent = createEventQueue<EngineEvent>(applyEngineEvents);

/** Exported for tests, which have no frames. */
export function applyEngineEvents(all: readonly EngineEvent[]): void {
  const before = useRun.getState();
  const events =
    before.runDocumentId === useDocument.getState().documentId ? all : all.flatMap(withoutNodes);
  const after = withPreviewUrls(events).reduce<RunSnapshot>(reduceRun, {
    ...before,
    nodes: before.told,
  });
  revokeReplaced(before.told, after.nodes);
  const { nodes: told, ...rest } = after;
  useRun.setState({ ...rest, told, nodes: visibleNodes(told, before.stale, before) });
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
  const { runDocumentId } = useRun.getState();
  if (event.status === 'completed' && runDocumentId === useDocument.getState().documentId)
    advanceAfterRun();
}

function addResult(event: Extract<EngineEvent, { kind: 'result' }>): void {
  const { ran, providers, told } = useRun.getState();
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
  const { ran } = useRun.getState();
  const { doc, apply } = useDocument.getState();
  const next = advance(doc);
  if (!next) return;
  const nextRan = advance(ran);
  if (nextRan) useRun.setState({ ran: applyEdit(ran, nextRan.edit).doc });
  apply(next);
}

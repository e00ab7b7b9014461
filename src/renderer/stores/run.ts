import { applyEdit } from '@core/graph/apply-edit';
import { emptyDocument, type GraphDocument } from '@core/graph/document';
import { nodeTitle } from '@core/graph/node-title';
import { advanceSeeds } from '@core/graph/seeds';
import type { EngineEvent } from '@core/protocol';
import { catalog } from '@nodes';
import { create } from 'zustand';
import { api } from './api';
import { canvasActions } from './canvas-actions';
import { useDocument } from './document';
import { initialRun, type RunSnapshot, reduceRun } from './engine-events';
import { createEventQueue } from './event-queue';
import { useLibrary } from './library';
import { loopWeights } from './loop-weights';
import { revokeReplaced, withPreviewUrls } from './node-previews';

import { notifyWarning } from './notify';
import { resultSeed } from './result-seed';
import { useResults } from './results';
import { runBlockers } from './run-blockers';
import { staleNodes } from './stale-nodes';
import type { NodeRunState, RunState } from './types';
import { useUi } from './ui';

interface RunStore extends RunState, RunSnapshot {
  /** As the engine told it; `nodes` is the same with stale results shown as idle. */
  readonly told: RunSnapshot['nodes'];
  /** What the results in `told` were made from. */
  readonly ran: GraphDocument;
  readonly stale: ReadonlySet<string>;
  readonly lastTargets: readonly string[] | undefined;
  /** Document that the run belongs to: another one may have nodes of the same ids. */
  readonly runDocumentId: number;
  dismissError(): void;
}

const idle: NodeRunState = { state: 'idle' };

export const useRun = create<RunStore>()((set, get) => ({
  ...initialRun,
  told: {},
  ran: emptyDocument(),
  stale: new Set<string>(),
  lastTargets: undefined,
  runDocumentId: 0,

  async start(targets) {
    if (get().status !== 'idle') return;
    const { doc: asked, analysis } = useDocument.getState();
    const [blocker] = runBlockers(asked, analysis, catalog, targets);
    if (blocker) {
      useUi.getState().showTab('problems');
      if (blocker.node) canvasActions()?.centerOn(blocker.node);
      notifyWarning('The graph cannot run yet', blocker);
      return;
    }
    const fresh = advanceSeeds(asked, 'before-run', Math.random);
    if (fresh) useDocument.getState().apply(fresh);

    const { doc } = useDocument.getState();
    const { provider } = useLibrary.getState().settings;
    const runId = crypto.randomUUID();
    set((state) => ({
      status: 'running',
      runId,
      // What earlier edits made stale must not look fresh because the run's document has them.
      told: state.nodes,
      ran: doc,
      stale: new Set<string>(),
      weights: loopWeights(doc, useDocument.getState().analysis, catalog),
      progress: 0,
      lastStatus: null,
      lastError: null,
      crash: null,
      lastTargets: targets,
      runDocumentId: useDocument.getState().documentId,
    }));
    const started = await api()['engine.run']({
      runId,
      document: doc,
      previews: true,
      ...(targets && { targets: [...targets] }),
      ...(provider !== 'auto' && { provider }),
    });
    if (!started.ok && get().runId === runId)
      set({ status: 'idle', lastStatus: 'failed', lastError: started.error });
  },

  cancel() {
    const { status, runId } = get();
    if (status !== 'running' || runId === null) return;
    set({ status: 'cancelling' });
    void api()['engine.cancel'](runId);
  },

  dismissCrash: () => set({ crash: null, lastError: null }),
  dismissError: () => set({ lastError: null }),
}));

export const useNodeRun = (id: string): NodeRunState => useRun((state) => state.nodes[id] ?? idle);

/** Entry for `event.engine`: applied once a frame. */
export const receiveEngineEvent = createEventQueue<EngineEvent>(applyEngineEvents);

/** Exported for tests, which have no frames. */
export function applyEngineEvents(all: readonly EngineEvent[]): void {
  const before = useRun.getState();
  const events =
    before.runDocumentId === useDocument.getState().documentId ? all : all.filter(isAboutNoNode);
  const after = withPreviewUrls(events).reduce<RunSnapshot>(reduceRun, {
    ...before,
    nodes: before.told,
  });
  revokeReplaced(before.told, after.nodes);
  const { nodes: told, ...rest } = after;
  useRun.setState({ ...rest, told, nodes: visible(told, before.stale, before) });
  for (const event of events) if (event.runId === after.runId) afterEvent(event);
}

const isAboutNoNode = ({ kind }: EngineEvent) =>
  kind === 'ready' || kind === 'runFinished' || kind === 'crashed' || kind === 'provider';

function afterEvent(event: EngineEvent): void {
  if (event.kind === 'result' && event.content.kind === 'image') {
    const { ran, providers } = useRun.getState();
    const { png, width, height } = event.content;
    useResults.getState().add({
      id: `${event.runId}-${event.seq}`,
      runId: event.runId ?? '',
      node: event.node,
      nodeTitle: nodeTitle(ran, catalog, event.node),
      png,
      width,
      height,
      seed: event.seed ?? resultSeed(ran, catalog, event.node),
      ms: null,
      provider:
        (providers.find(({ model }) => model.includes('unet')) ?? providers[0])?.actual ?? null,
      time: event.time,
    });
  }
  if (event.kind !== 'runFinished') return;
  if (event.runId) useResults.getState().finishRun(event.runId, event.ms);
  const { runDocumentId } = useRun.getState();
  if (event.status === 'completed' && runDocumentId === useDocument.getState().documentId)
    advanceAfterRun();
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

/** `told` with stale results shown as idle; a node keeps its object while nothing about it changed. */
function visible(
  told: RunSnapshot['nodes'],
  stale: ReadonlySet<string>,
  before: { readonly told: RunSnapshot['nodes']; readonly nodes: RunSnapshot['nodes'] },
): RunSnapshot['nodes'] {
  const shown: Record<string, NodeRunState> = {};
  for (const [id, node] of Object.entries(told)) {
    const settled = node.state === 'done' || node.state === 'cached' || node.state === 'failed';
    const was = before.nodes[id];
    if (!stale.has(id) || !settled) shown[id] = node;
    else shown[id] = was?.state === 'idle' && was.preview === node.preview ? was : masked(node);
  }
  return shown;
}

/** The old picture stays to be compared with; nothing else of a stale result is true any more. */
const masked = ({ preview }: NodeRunState): NodeRunState => ({ state: 'idle', preview });

useDocument.subscribe(({ doc, documentId }, before) => {
  if (doc === before.doc) return;
  const run = useRun.getState();
  if (documentId !== before.documentId) {
    revokeReplaced(run.told, {});
    run.cancel();
    useRun.setState({
      told: {},
      nodes: {},
      ran: doc,
      stale: new Set(),
      lastError: null,
      crash: null,
    });
    return;
  }
  if (doc.nodes === before.doc.nodes && doc.edges === before.doc.edges) return;
  const stale = staleNodes(run.ran, doc);
  useRun.setState({ stale, nodes: visible(run.told, stale, run) });
});

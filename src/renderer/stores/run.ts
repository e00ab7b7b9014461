import { emptyDocument, type GraphDocument } from '@core/graph/document';
import { advanceSeeds } from '@core/graph/seeds';
import { catalog } from '@nodes';
import { create } from 'zustand';
import { api } from './api';
import { canvasActions } from './canvas-actions';
import { useDocument } from './document';
import { initialRun, type RunSnapshot } from './engine-events';
import { useLibrary } from './library';
import { loopWeights } from './loop-weights';
import { revokeReplaced } from './node-previews';
import { dismissWarning, notifyWarning } from './notify';
import { runBlockers } from './run-blockers';
import { staleNodes } from './stale-nodes';
import type { NodeRunState, RunState } from './types';
import { useUi } from './ui';
import { visibleNodes } from './visible-nodes';

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

const refusedTitle = 'The graph cannot run yet';

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
      notifyWarning(refusedTitle, blocker);
      return;
    }
    dismissWarning(refusedTitle);
    // The refusal had opened the problems; what is made now is what one wants to see.
    if (useUi.getState().rightTab === 'problems') useUi.setState({ rightTab: 'results' });
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
      sweep: null,
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

useDocument.subscribe(({ doc, documentId }, before) => {
  if (doc === before.doc) return;
  const run = useRun.getState();
  if (documentId !== before.documentId) {
    dismissWarning(refusedTitle);
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
  useRun.setState({ stale, nodes: visibleNodes(run.told, stale, run) });
});

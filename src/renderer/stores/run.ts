import { emptyDocument, type GraphDocument } from '@core/graph/document';
import type { Edit } from '@core/graph/edit';
import { nodeTitle } from '@core/graph/node-title';
import { seedOf } from '@core/graph/seed-of';
import { advanceSeeds, newSeeds, queuedSeeds } from '@core/graph/seeds';
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
import { type QueuedRun, useQueue } from './queue';
import { runBlockers } from './run-blockers';
import { beginRunTimes } from './run-times';
import { staleNodes } from './stale-nodes';
import { applyIn, keepTab, tabDocument, useTabs } from './tabs';
import type { NodeRunState, RunState } from './types';
import { useUi } from './ui';
import { visibleNodes } from './visible-nodes';

interface RunStore extends RunState, RunSnapshot {
  /** As the engine told it; `nodes` is the same with stale results shown as idle. */
  readonly told: RunSnapshot['nodes'];
  /** What the results in `told` were made from. */
  readonly ran: GraphDocument;
  readonly stale: ReadonlySet<string>;
  /** The same of the graphs in other tabs, by document id. */
  readonly parked: ReadonlyMap<number, GraphResults>;
  readonly lastTargets: readonly string[] | undefined;
  /** Document that the run belongs to: another one may have nodes of the same ids. */
  readonly runDocumentId: number;
  /** Puts so many runs in the queue, each with seeds of its own. */
  repeat(count: number): void;
  /** The first that waits, if nothing runs. */
  startNext(): void;
  /** What runs, and all that waits. */
  cancelAll(): void;
  dismissError(): void;
}

/** What runs have told of the nodes of one graph. */
type GraphResults = Pick<RunStore, 'told' | 'ran' | 'stale'>;

/** Undefined for a graph that is closed. */
export function resultsOf(documentId: number): GraphResults | undefined {
  const { told, ran, stale, parked } = useRun.getState();
  const isShown = documentId === useDocument.getState().documentId;
  return isShown ? { told, ran, stale } : parked.get(documentId);
}

/** What changes in the store when these are the results of an open graph, shown or not. */
export function withResults(documentId: number, results: GraphResults): Partial<RunStore> {
  const before = useRun.getState();
  if (documentId === useDocument.getState().documentId) {
    return { ...results, nodes: visibleNodes(results.told, results.stale, before) };
  }
  return { parked: new Map(before.parked).set(documentId, results) };
}

const refusedTitle = 'The graph cannot run yet';

/** Says why a graph cannot run and shows where; true where it can. */
function mayRun(targets?: readonly string[]): boolean {
  const { doc, analysis } = useDocument.getState();
  const [blocker] = runBlockers(doc, analysis, catalog, targets);
  if (blocker) {
    useUi.getState().showTab('problems');
    if (blocker.node) canvasActions()?.centerOn(blocker.node);
    notifyWarning(refusedTitle, blocker);
    return false;
  }
  dismissWarning(refusedTitle);
  // The refusal had opened the problems; what is made now is what one wants to see.
  if (useUi.getState().rightTab === 'problems') useUi.setState({ rightTab: 'results' });
  return true;
}

/** The open graph as it is now, with the given seeds, as a run of its own. */
function snapshot(doc: GraphDocument, targets?: readonly string[]): QueuedRun {
  const { analysis, documentId, name } = useDocument.getState();
  const ends = targets ?? Object.keys(doc.nodes).filter((id) => isOutput(doc, id));
  const seeds = ends.map((id) => seedOf(doc, catalog, id)).filter((seed) => seed !== undefined);
  const to = targets?.map((id) => nodeTitle(doc, catalog, id)).join(', ');
  return {
    runId: crypto.randomUUID(),
    name: to === undefined ? name : `${name} › ${to}`,
    seed: seeds[0] ?? null,
    doc,
    analysis,
    targets,
    documentId,
  };
}

const isOutput = (doc: GraphDocument, id: string): boolean =>
  catalog.get(doc.nodes[id]?.type ?? '')?.isOutput === true;

/** What waits last of the open graph, or runs: the seeds that count go on from it. */
function lastAsked(): GraphDocument | null {
  const { documentId } = useDocument.getState();
  const { status, ran, runDocumentId } = useRun.getState();
  const running = status !== 'idle' && runDocumentId === documentId ? ran : null;
  const waiting = useQueue.getState().waiting.filter((run) => run.documentId === documentId);
  return waiting.at(-1)?.doc ?? running;
}

const idle: NodeRunState = { state: 'idle' };

export const useRun = create<RunStore>()((set, get) => ({
  ...initialRun,
  told: {},
  ran: emptyDocument(),
  stale: new Set<string>(),
  parked: new Map(),
  lastTargets: undefined,
  runDocumentId: 0,

  async start(targets) {
    if (!mayRun(targets)) return;
    const { doc } = useDocument.getState();
    if (get().status !== 'idle') {
      useQueue.getState().add([snapshot(queuedSeeds(doc, lastAsked(), Math.random), targets)]);
      return;
    }
    const fresh = advanceSeeds(doc, 'before-run', Math.random);
    if (fresh) useDocument.getState().apply(fresh);
    await execute(snapshot(useDocument.getState().doc, targets));
  },

  repeat(count) {
    if (!mayRun()) return;
    const { doc } = useDocument.getState();
    for (let index = 0; index < count; index++) {
      useQueue.getState().add([snapshot(newSeeds(doc, catalog, lastAsked(), Math.random))]);
    }
    get().startNext();
  },

  startNext() {
    if (get().status !== 'idle') return;
    const next = useQueue.getState().take();
    if (!next) return;
    showSeeds(next);
    void execute(next);
  },

  cancelAll() {
    useQueue.getState().clear();
    get().cancel();
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

async function execute({
  runId,
  name,
  doc,
  analysis,
  targets,
  documentId,
}: QueuedRun): Promise<void> {
  const { provider } = useLibrary.getState().settings;
  const weights = loopWeights(doc, analysis, catalog);
  keepTab(documentId);
  const now = tabDocument(documentId)?.doc;
  const results = resultsOf(documentId);
  // What earlier edits made stale must not look fresh because the run's document has them.
  const told = results && visibleNodes(results.told, results.stale, { told: {}, nodes: {} });
  const fresh = now && told && { told, ran: doc, stale: staleNodes(doc, now) };
  beginRunTimes(doc, analysis, weights);
  useRun.setState({
    ...(fresh && withResults(documentId, fresh)),
    status: 'running',
    runId,
    weights,
    progress: 0,
    sweep: null,
    lastStatus: null,
    lastError: null,
    crash: null,
    lastTargets: targets,
    runDocumentId: documentId,
  });
  const started = await api()['engine.run']({
    runId,
    document: doc,
    title: name.slice(0, 500),
    previews: true,
    ...(targets && { targets: [...targets] }),
    ...(provider !== 'auto' && { provider }),
  });
  if (started.ok || useRun.getState().runId !== runId) return;
  useRun.setState({ status: 'idle', lastStatus: 'failed', lastError: started.error });
  useQueue.getState().pause();
}

/** The open graph holds the seeds a picture is made with while it runs, where they move by themselves. */
function showSeeds({ doc: queued, documentId }: QueuedRun): void {
  const doc = tabDocument(documentId)?.doc;
  if (!doc) return;
  const edits = Object.entries(queued.nodes).flatMap(([id, { type, params }]): Edit[] => {
    const now = doc.nodes[id];
    const moves = type === 'seed' && now?.type === 'seed' && now.params.mode === params.mode;
    const same = now?.params.value === params.value;
    if (!moves || same || params.mode === 'fixed' || params.mode === undefined) return [];
    return [{ kind: 'setParam', id, param: 'value', value: params.value }];
  });
  if (edits.length > 0)
    applyIn(documentId, {
      label: 'take the seed of the queue',
      edit: { kind: 'batch', edits },
    });
}

export const useNodeRun = (id: string): NodeRunState => useRun((state) => state.nodes[id] ?? idle);

useDocument.subscribe(({ doc, documentId }, before) => {
  if (doc === before.doc) return;
  const run = useRun.getState();
  if (documentId !== before.documentId) {
    dismissWarning(refusedTitle);
    const parked = new Map(run.parked);
    const { told, ran, stale } = run;
    parked.set(before.documentId, { told, ran, stale });
    const mine = parked.get(documentId) ?? { told: {}, ran: doc, stale: new Set<string>() };
    parked.delete(documentId);
    const nodes = visibleNodes(mine.told, mine.stale, { told: {}, nodes: {} });
    useRun.setState({ ...mine, nodes, parked });
    forgetClosed();
    return;
  }
  if (doc.nodes === before.doc.nodes && doc.edges === before.doc.edges) return;
  const stale = staleNodes(run.ran, doc);
  useRun.setState({ stale, nodes: visibleNodes(run.told, stale, run) });
});

useTabs.subscribe(forgetClosed);

/** A graph that is closed takes its runs and results with it. */
function forgetClosed(): void {
  const { parked, runDocumentId, cancel } = useRun.getState();
  const isOpen = (id: number) => tabDocument(id) !== undefined;
  const closed = [...parked].filter(([id]) => !isOpen(id));
  if (closed.length === 0) return;
  useRun.setState({ parked: new Map([...parked].filter(([id]) => isOpen(id))) });
  for (const [id, { told }] of closed) {
    revokeReplaced(told, {});
    useQueue.getState().removeOf(id);
    if (id !== runDocumentId) continue;
    cancel();
    useRun.setState({ lastError: null, crash: null });
  }
}

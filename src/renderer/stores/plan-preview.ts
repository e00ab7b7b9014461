import type { GraphDocument } from '@core/graph/document';
import { queuedSeeds } from '@core/graph/seeds';
import type { PlannedNode } from '@core/protocol';
import { catalog } from '@nodes';
import { create } from 'zustand';
import { api } from './api';
import { useDocument } from './document';
import { useLibrary } from './library';
import { useRun } from './run';
import { runBlockers } from './run-blockers';

/** What a run would do now, asked of the engine while it is idle. */
interface PlanPreview {
  /** By node; those that no output needs are absent. A node keeps its object while nothing changes. */
  readonly nodes: Readonly<Record<string, PlannedNode>>;
  /** Null while it is not known: problems, a run, or the engine is starting. */
  readonly summary: { readonly willRun: number; readonly total: number } | null;
}

const unknown: PlanPreview = { nodes: {}, summary: null };

export const usePlanPreview = create<PlanPreview>()(() => unknown);

/** Milliseconds after the last edit: a typing burst asks once. */
const pause = 250;

let timer: ReturnType<typeof setTimeout> | undefined;
let latest = '';
let askedFor: GraphDocument | null = null;

/** Asks again after edits and runs, for as long as the window lives. */
export function watchPlan(): void {
  useDocument.subscribe(({ doc, analysis, documentId }, before) => {
    if (doc === before.doc && analysis === before.analysis) return;
    // What was told is of another graph, which may have nodes of the same ids.
    if (documentId !== before.documentId) forget();
    if (!askedFor || !sameWork(askedFor, doc) || analysis.problems !== before.analysis.problems)
      askSoon();
  });
  useRun.subscribe(({ status, engine }, before) => {
    if (status === before.status && engine === before.engine) return;
    if (status === 'idle') askSoon();
    else forget();
  });
  useLibrary.subscribe(({ models, settings }, before) => {
    if (models !== before.models || settings.provider !== before.settings.provider) askSoon();
  });
  askSoon();
}

function askSoon(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void askForPlan(), pause);
}

function forget(): void {
  clearTimeout(timer);
  latest = '';
  askedFor = null;
  usePlanPreview.setState(unknown);
}

/** Exported for tests, which do not wait. */
export async function askForPlan(): Promise<void> {
  const { doc, analysis } = useDocument.getState();
  const { status, engine } = useRun.getState();
  if (status !== 'idle' || engine === 'stopped') return;
  if (runBlockers(doc, analysis, catalog).length > 0) {
    forget();
    return;
  }
  const runId = crypto.randomUUID();
  latest = runId;
  askedFor = doc;
  const { provider } = useLibrary.getState().settings;
  const nodes = await api()['engine.plan']({
    runId,
    document: queuedSeeds(doc, null, Math.random),
    ...(provider !== 'auto' && { provider }),
  });
  // Something newer was asked, or runs.
  if (latest !== runId) return;
  if (!nodes) {
    forget();
    return;
  }
  usePlanPreview.setState((before) => ({
    nodes: Object.fromEntries(
      nodes.map((node) => [node.node, kept(before.nodes[node.node], node)]),
    ),
    summary: {
      willRun: nodes.filter(({ action }) => action === 'run').length,
      total: nodes.length,
    },
  }));
}

const kept = (before: PlannedNode | undefined, now: PlannedNode): PlannedNode =>
  before?.action === now.action && before.reason === now.reason ? before : now;

/** Moving, renaming or resizing a node changes nothing that is computed. */
function sameWork(a: GraphDocument, b: GraphDocument): boolean {
  if (a.edges !== b.edges || a.zones !== b.zones) return false;
  if (a.nodes === b.nodes) return true;
  const ids = Object.keys(b.nodes);
  return (
    ids.length === Object.keys(a.nodes).length &&
    ids.every((id) => {
      const [before, now] = [a.nodes[id], b.nodes[id]];
      return before?.params === now?.params && before?.type === now?.type;
    })
  );
}

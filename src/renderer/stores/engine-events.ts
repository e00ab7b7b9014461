import { assertNever } from '@core/errors';
import type { EngineEvent, EngineEventBody, PlannedNode, ProviderReport } from '@core/protocol';
import type { NodePreview, NodeRunState, RunState } from './types';

/** What engine events change. Plain data: the store adds actions and what edits make stale. */
export type RunSnapshot = Pick<
  RunState,
  | 'status'
  | 'runId'
  | 'nodes'
  | 'progress'
  | 'lastStatus'
  | 'lastMs'
  | 'lastError'
  | 'providers'
  | 'crash'
> & {
  /** Where a sweep is: the 1-based run of how many. */
  readonly sweep: { readonly cell: number; readonly of: number } | null;
  /** How much of the run each planned node is; a node in a loop counts its iterations. */
  readonly weights: Readonly<Record<string, number>>;
  readonly engine: 'starting' | 'ready' | 'stopped';
  /** What the last run set out to do, in its order. */
  readonly plan: readonly PlannedNode[];
  /** Of `lastMs`, spent inside ONNX Runtime. */
  readonly lastSessionMs: number | null;
  /** What the engine remarked during the last run, oldest first. */
  readonly remarks: readonly string[];
};

/** A model that warns at every step must not fill the memory. */
const keptRemarks = 100;

export const initialRun: RunSnapshot = {
  status: 'idle',
  runId: null,
  nodes: {},
  progress: 0,
  lastStatus: null,
  lastMs: null,
  lastError: null,
  providers: [],
  crash: null,
  weights: {},
  engine: 'starting',
  plan: [],
  lastSessionMs: null,
  remarks: [],
  sweep: null,
};

/** An event whose picture already has its object URL. */
export type RunEvent = Pick<EngineEvent, 'runId'> &
  (
    | Exclude<EngineEventBody, { kind: 'preview' }>
    | {
        readonly kind: 'preview';
        readonly node: string;
        readonly preview: NodePreview;
        readonly iteration?: number;
        readonly of?: number;
      }
  );

/** Pure. Events of another run than the current one are late: only crash and ready still count. */
export function reduceRun(state: RunSnapshot, event: RunEvent): RunSnapshot {
  const late = event.runId !== undefined && event.runId !== state.runId;
  if (late && event.kind !== 'crashed') return state;
  switch (event.kind) {
    case 'ready':
      return { ...state, engine: 'ready' };
    case 'planned':
      return planned(state, event);
    case 'sweep':
      return { ...state, sweep: { cell: event.cell, of: event.of } };
    case 'nodeStarted':
      return withNode(state, event.node, { state: 'running', error: undefined });
    case 'progress':
      return progressed(state, event.node, event.iteration, event.of);
    case 'preview': {
      const { iteration, of } = event;
      const next = withNode(state, event.node, { preview: event.preview });
      return iteration === undefined || of === undefined
        ? next
        : progressed(next, event.node, iteration, of);
    }
    case 'nodeFinished':
      return withProgress(
        withNode(state, event.node, {
          state: event.cached ? 'cached' : 'done',
          ms: event.ms,
          outputs: event.outputs,
          iteration: undefined,
          of: undefined,
        }),
      );
    case 'nodeFailed':
      return withNode(state, event.node, { state: 'failed', error: event.error });
    case 'provider':
      return { ...state, providers: mergeReport(state.providers, event.report) };
    case 'runFinished':
      return {
        ...state,
        status: 'idle',
        nodes: settle(state.nodes),
        progress: event.status === 'completed' ? 1 : state.progress,
        sweep: null,
        lastStatus: event.status,
        lastMs: event.ms,
        lastSessionMs: event.sessionMs,
        lastError: event.error ?? null,
      };
    case 'crashed':
      return {
        ...state,
        engine: 'stopped',
        status: 'idle',
        nodes: settle(
          event.node === undefined
            ? state.nodes
            : withNode(state, event.node, { state: 'failed', error: event.error }).nodes,
        ),
        lastStatus: state.status === 'idle' ? state.lastStatus : 'failed',
        lastError: event.error,
        crash: { node: event.node ?? null, error: event.error },
      };
    case 'result':
    case 'saved':
    // Answered where it was asked (plan-preview.ts).
    case 'forecast':
      return state;
    case 'log':
      return { ...state, remarks: [...state.remarks, event.message].slice(-keptRemarks) };
    default:
      return assertNever(event);
  }
}

function planned(
  state: RunSnapshot,
  event: Extract<EngineEventBody, { kind: 'planned' }>,
): RunSnapshot {
  const nodes = { ...state.nodes };
  const weights: Record<string, number> = {};
  for (const { node, action, reason } of event.nodes) {
    const { preview, ms, outputs } = nodes[node] ?? {};
    nodes[node] =
      action === 'cached'
        ? { state: 'cached', reason, preview, ms, outputs }
        : { state: 'queued', reason, preview };
    if (action === 'run') weights[node] = state.weights[node] ?? 1;
  }
  return {
    ...state,
    // The engine may have been ready before this window listened.
    engine: 'ready',
    nodes,
    weights,
    plan: event.nodes,
    remarks: event.warnings.map(({ message }) => message),
  };
}

function progressed(state: RunSnapshot, node: string, iteration: number, of: number): RunSnapshot {
  const known =
    state.weights[node] === of ? state : { ...state, weights: { ...state.weights, [node]: of } };
  return withProgress(withNode(known, node, { state: 'running', iteration, of }));
}

function withNode(state: RunSnapshot, node: string, patch: Partial<NodeRunState>): RunSnapshot {
  const before = state.nodes[node] ?? { state: 'idle' };
  return { ...state, nodes: { ...state.nodes, [node]: { ...before, ...patch } } };
}

/** Never runs backwards, though a loop's length may become known late. */
function withProgress(state: RunSnapshot): RunSnapshot {
  let done = 0;
  let total = 0;
  for (const [id, weight] of Object.entries(state.weights)) {
    const node = state.nodes[id];
    total += weight;
    if (node?.state === 'done' || node?.state === 'cached') done += weight;
    else if (node?.iteration !== undefined) done += Math.min(node.iteration, weight);
  }
  if (total === 0) return state;
  const { cell, of } = state.sweep ?? { cell: 1, of: 1 };
  return { ...state, progress: Math.max(state.progress, (cell - 1 + done / total) / of) };
}

/** Whatever had not finished when the run ended goes back to idle. */
function settle(nodes: RunSnapshot['nodes']): RunSnapshot['nodes'] {
  return Object.fromEntries(
    Object.entries(nodes).map(([id, node]) => [
      id,
      node.state === 'queued' || node.state === 'running'
        ? { state: 'idle', preview: node.preview }
        : node,
    ]),
  );
}

const mergeReport = (reports: readonly ProviderReport[], report: ProviderReport) => [
  ...reports.filter(({ model }) => model !== report.model),
  report,
];

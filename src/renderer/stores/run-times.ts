import type { Analysis } from '@core/graph/analysis';
import type { GraphDocument } from '@core/graph/document';
import { steadyTimeLeft, timeLeft } from '@core/plan/time-left';
import type { PortType } from '@core/ports/port-type';
import type { EngineEvent } from '@core/protocol';
import { create } from 'zustand';
import { resultsOf, useRun } from './run';

/** Whole seconds until the run ends; null while it cannot be told. */
export const useTimeLeft = create<{ readonly seconds: number | null }>()(() => ({ seconds: null }));

interface Pace {
  readonly firstAt: number;
  readonly first: number;
  readonly at: number;
  readonly iteration: number;
  readonly of: number;
}

/** Milliseconds of one time of a work, from every run of this session. */
const measured = new Map<string, number>();
let costs: Readonly<Record<string, string>> = {};
let times: Readonly<Record<string, number>> = {};
let paces = new Map<string, Pace>();
let shown: number | null = null;
let shownAt = 0;

/** Call when a run begins. `weights`: iterations by node, where they are known. */
export function beginRunTimes(
  doc: GraphDocument,
  analysis: Analysis,
  weights: Readonly<Record<string, number>>,
): void {
  costs = Object.fromEntries(Object.keys(doc.nodes).map((id) => [id, costOf(doc, analysis, id)]));
  times = weights;
  paces = new Map();
  shown = null;
  useTimeLeft.setState({ seconds: null });
}

/** What the time of a node depends on: its type, its models and the sizes that arrive. */
function costOf(doc: GraphDocument, analysis: Analysis, id: string): string {
  const sizes = Object.values(analysis.nodes[id]?.inputs ?? {})
    .flat()
    .map((type) => sizeOf(type));
  return JSON.stringify([doc.nodes[id]?.type, sizes]);
}

function sizeOf(type: PortType): unknown {
  if (type.kind === 'model') return type.part?.hash ?? type.role;
  if (type.kind === 'latent' || type.kind === 'image')
    return [type.width, type.height, type.batch ?? 1];
  return type.kind;
}

/** Call with the events of a batch, behind the store. */
export function observeRunTimes(events: readonly EngineEvent[]): void {
  const { runId, status } = useRun.getState();
  for (const event of events) {
    if (event.runId !== runId) continue;
    if (event.kind === 'progress') follow(event);
    else if (event.kind === 'nodeFinished' && !event.cached) {
      const of = paces.get(event.node)?.of ?? 1;
      const cost = costs[event.node];
      if (cost !== undefined) measured.set(cost, event.ms / of);
      paces.delete(event.node);
    }
  }
  if (status === 'idle') useTimeLeft.setState({ seconds: null });
  else show(Date.now());
}

function follow(event: Extract<EngineEvent, { kind: 'progress' }>): void {
  const { node, iteration, of, time } = event;
  const before = paces.get(node);
  const goesOn = before && iteration > before.iteration && of === before.of;
  if (before && iteration === before.iteration) return;
  const { firstAt, first } = goesOn ? before : { firstAt: time, first: iteration };
  paces.set(node, { firstAt, first, at: time, iteration, of });
}

function show(now: number): void {
  const { plan, sweep, progress, runDocumentId } = useRun.getState();
  // The run's tab may not be the one that is shown.
  const told = resultsOf(runDocumentId)?.told ?? {};
  const waiting = plan.flatMap(({ node }) => {
    const state = told[node]?.state;
    // One that was begun and told no progress yet has all of its work before it.
    const waits = state === 'queued' || (state === 'running' && !paces.has(node));
    return waits ? [{ cost: costs[node] ?? '', times: times[node] ?? 1 }] : [];
  });
  const running = [...paces].map(([node, pace]) => ({
    cost: costs[node] ?? '',
    times: pace.of,
    left: pace.of - pace.iteration,
    // From the first seen to the last: the time that loading a model took is not in it.
    rate:
      pace.iteration > pace.first ? (pace.at - pace.firstAt) / (pace.iteration - pace.first) : null,
  }));
  const one = timeLeft({ waiting, running, measured });
  // Each of a sweep's runs takes about as long as this one: by its share of the whole.
  const whole = one !== null && sweep ? wholeSweep(one, sweep, progress) : one;
  shown = steadyTimeLeft(shown, now - shownAt, whole);
  shownAt = now;
  useTimeLeft.setState({ seconds: shown === null ? null : Math.ceil(shown / 1000) });
}

function wholeSweep(one: number, { cell, of }: { cell: number; of: number }, progress: number) {
  const inCell = progress * of - (cell - 1);
  return inCell >= 1 || inCell < 0 ? one : one + (of - cell) * (one / Math.max(0.05, 1 - inCell));
}

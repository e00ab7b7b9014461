import { type AppError, assertNever } from '@core/errors';
import { type Projection, projectProblem } from '@core/graph/subgraph/project-problem';
import type { EngineEventBody, PlannedNode } from '@core/protocol';
import type { ValueSummary } from '@core/values';

type Emit = (event: EngineEventBody) => void;
type Finished = Extract<EngineEventBody, { kind: 'nodeFinished' }>;
/** What nodes inside one subgraph did so far. */
interface Tally {
  readonly pending: Set<string>;
  ms: number;
  cached: boolean;
  readonly outputs: Record<string, ValueSummary>;
  /** A picture was shown: what is no picture does not take its place. */
  pictured: boolean;
}

/**
 * Tells of the graph that people see what happens in the flat one: a subgraph is busy until all in it
 * that was planned is done, and failures name the node inside.
 */
export function outward(projection: Projection, emit: Emit): Emit {
  const { doc, flat } = projection;
  if (flat.doc === doc) return emit;
  const tallies = new Map<string, Tally>();
  /** The subgraph around a node; undefined for one that lies in none. */
  const holder = (node: string): string | undefined => {
    const path = flat.pathOf(node);
    return path.length > 1 ? path[0] : undefined;
  };
  const outer = (node: string) => holder(node) ?? node;
  const tallyOf = (id: string): Tally => {
    const found = tallies.get(id) ?? newTally();
    tallies.set(id, found);
    return found;
  };
  const finish = (event: Finished, id: string): void => {
    const tally = tallyOf(id);
    tally.pending.delete(event.node);
    tally.ms += event.ms;
    tally.cached &&= event.cached;
    for (const [port, end] of Object.entries(flat.giving.get(id) ?? {})) {
      const summary = end.node === event.node ? event.outputs[end.port] : undefined;
      if (summary) tally.outputs[port] = summary;
    }
    if (tally.pending.size > 0) return;
    const { ms, cached, outputs } = tally;
    emit({ kind: 'nodeFinished', node: id, ms, cached, outputs });
  };
  return (event) => {
    switch (event.kind) {
      case 'planned': {
        for (const [id, tally] of tallies)
          tallies.set(id, { ...newTally(), pictured: tally.pictured });
        for (const { node } of event.nodes) {
          const id = holder(node);
          if (id !== undefined) tallyOf(id).pending.add(node);
        }
        const warnings = event.warnings.map((one) => outwardError(projection, one));
        emit({ ...event, nodes: outwardPlan(projection, event.nodes), warnings });
        return;
      }
      case 'forecast':
        emit({ ...event, nodes: event.nodes && outwardPlan(projection, event.nodes) });
        return;
      case 'nodeFinished': {
        const id = holder(event.node);
        if (id === undefined) emit(event);
        else finish(event, id);
        return;
      }
      case 'preview': {
        const id = holder(event.node);
        const isPicture = event.content.kind === 'image';
        if (id !== undefined && !isPicture && tallyOf(id).pictured) return;
        if (id !== undefined && isPicture) tallyOf(id).pictured = true;
        emit({ ...event, node: outer(event.node) });
        return;
      }
      case 'nodeFailed': {
        const error = outwardError(projection, { node: event.node, ...event.error });
        emit({ ...event, node: outer(event.node), error });
        return;
      }
      case 'runFinished':
        emit(event.error ? { ...event, error: outwardError(projection, event.error) } : event);
        return;
      case 'nodeStarted':
      case 'progress':
      case 'result':
      case 'saved':
        emit({ ...event, node: outer(event.node) });
        return;
      case 'ready':
      case 'sweep':
      case 'provider':
      case 'log':
      case 'crashed':
        emit(event);
        return;
      default:
        assertNever(event);
    }
  };
}

const newTally = (): Tally => ({
  pending: new Set(),
  ms: 0,
  cached: true,
  outputs: {},
  pictured: false,
});

function outwardError(projection: Projection, error: AppError): AppError {
  const {
    severity: _,
    inside: _inside,
    edge: _edge,
    ...told
  } = projectProblem(projection, {
    ...error,
    severity: 'error',
  });
  return told;
}

/** A subgraph runs where any node in it does, for the reason of the first. */
function outwardPlan({ flat }: Projection, nodes: readonly PlannedNode[]): PlannedNode[] {
  const found = new Map<string, PlannedNode>();
  for (const planned of nodes) {
    const [node = planned.node] = flat.pathOf(planned.node);
    const known = found.get(node);
    if (!known || (known.action === 'cached' && planned.action === 'run'))
      found.set(node, { ...planned, node });
  }
  return [...found.values()];
}

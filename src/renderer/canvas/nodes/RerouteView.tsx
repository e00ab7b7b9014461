import { own } from '@core/graph/own';
import { portKindTitle } from '@core/ports/port-kind-title';
import { Handle, Position } from '@xyflow/react';
import { useDocument } from '../../stores/document';
import { useRun } from '../../stores/run';
import classes from './node.module.css';

/** A dot on a wire, in the colour of what passes. */
export function RerouteView({ id }: { readonly id: string }) {
  const kind = useDocument(({ analysis }) => own(analysis.nodes, id)?.outputs.out?.kind ?? 'any');
  const problem = useDocument(({ analysis }) => own(analysis.nodes, id)?.problems[0]?.message);
  const state = useRun((run) => own(run.nodes, id)?.state ?? 'idle');
  const what = portKindTitle(kind);
  return (
    <div
      className={classes.reroute}
      data-small
      data-testid={`node-${id}`}
      data-kind={kind}
      data-state={state}
      data-severity={problem === undefined ? undefined : 'error'}
      title={problem ?? `Reroute: passes on ${what}`}
    >
      <Handle
        id="in"
        type="target"
        position={Position.Left}
        className={`${classes.rerouteHandle} nokey`}
        data-testid={`port-${id}-in-in`}
        role="img"
        aria-label={`In, ${what}`}
      />
      <Handle
        id="out"
        type="source"
        position={Position.Right}
        className={`${classes.rerouteHandle} nokey`}
        data-testid={`port-${id}-out-out`}
        role="img"
        aria-label={`Out, ${what}`}
      />
    </div>
  );
}

import { own } from '@core/graph/own';
import type { PlannedNode } from '@core/protocol';
import { Check, CircleAlert, Clock, Play, Zap } from 'lucide-react';
import { usePlanPreview } from '../../stores/plan-preview';
import { useNodeRun } from '../../stores/run';
import { t } from '../../text/text';
import classes from './node.module.css';
import { stateText } from './state-text';

const icons = {
  idle: null,
  running: null,
  queued: Clock,
  done: Check,
  cached: Zap,
  failed: CircleAlert,
};

/** `12 / 25`, `340 ms`, `cached`: what became of the node in the last run. */
export function NodeStatus({ id }: { readonly id: string }) {
  const run = useNodeRun(id);
  const planned = usePlanPreview((preview) => own(preview.nodes, id));
  const text = stateText(run);
  if (text === null) return planned ? <NodeMark planned={planned} /> : null;
  const Icon = icons[run.state];
  return (
    <span className={classes.status} data-state={run.state} title={run.reason}>
      {Icon && <Icon size={12} />}
      {text}
    </span>
  );
}

/** Before a run: whether it will compute this node, and why. */
function NodeMark({ planned: { action, reason } }: { readonly planned: PlannedNode }) {
  const Icon = action === 'run' ? Play : Zap;
  return (
    <span className={classes.status} data-mark={action} title={t.run.markTitle(action, reason)}>
      <Icon size={11} aria-hidden />
      {action === 'run' ? t.run.markRun : t.run.markCached}
    </span>
  );
}

export function NodeProgress({ id }: { readonly id: string }) {
  const { state, iteration, of } = useNodeRun(id);
  if (state !== 'running') return null;
  const known = iteration !== undefined && of !== undefined && of > 0;
  return (
    <div className={classes.progress} data-known={known}>
      <div style={{ transform: `scaleX(${known ? iteration / of : 1})` }} />
    </div>
  );
}

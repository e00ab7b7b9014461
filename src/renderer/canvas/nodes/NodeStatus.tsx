import { Check, CircleAlert, Clock, Zap } from 'lucide-react';
import { useNodeRun } from '../../stores/run';
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
  const text = stateText(run);
  if (text === null) return null;
  const Icon = icons[run.state];
  return (
    <span className={classes.status} data-state={run.state} title={run.reason}>
      {Icon && <Icon size={12} />}
      {text}
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

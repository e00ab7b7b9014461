import type { PlannedNode } from '@core/protocol';
import { canvasActions } from '../../stores/canvas-actions';
import { useRun } from '../../stores/run';
import { formatMs } from '../format';
import classes from './Run.module.css';

interface RunRowProps {
  readonly planned: PlannedNode;
  readonly title: string;
}

export function RunRow({ planned, title }: RunRowProps) {
  // As the engine told it: an edit since then does not change what the run did.
  const node = useRun((state) => state.told[planned.node]);
  const state = node?.state ?? 'idle';
  const at = node?.of === undefined ? '' : `${node.iteration} of ${node.of}`;
  const time = node?.ms === undefined ? '' : formatMs(node.ms);
  const right = {
    running: at,
    cached: '',
    done: time,
    failed: 'failed',
    queued: 'waiting',
    idle: 'not run',
  };
  return (
    <li>
      <button
        type="button"
        className={classes.row}
        data-state={state}
        onClick={() => canvasActions()?.centerOn(planned.node)}
      >
        <span className={classes.name}>{title}</span>
        <span className={classes.reason}>{planned.reason}</span>
        <span className={classes.right}>{right[state]}</span>
      </button>
    </li>
  );
}

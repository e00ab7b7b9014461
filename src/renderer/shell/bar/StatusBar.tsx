import { nodeTitle } from '@core/graph/node-title';
import { catalog } from '@nodes';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useDocument } from '../../stores/document';
import { useLibrary } from '../../stores/library';

import { useRun } from '../../stores/run';
import { useTimeLeft } from '../../stores/run-times';
import { useUi } from '../../stores/ui';
import { t } from '../../text/text';
import { count, formatMs } from '../format';
import classes from './StatusBar.module.css';

export function StatusBar() {
  const run = useRun((state) => (state.status === 'idle' ? state.lastStatus : state.status));
  return (
    <footer className={classes.bar} data-testid="status-bar" data-run-status={run ?? 'none'}>
      <EngineState />
      <RunLine />
      <TimeLeft />
      <div className={classes.end}>
        <ProblemCounts />
        <Versions />
      </div>
    </footer>
  );
}

function EngineState() {
  const engine = useRun((state) => state.engine);
  const running = useRun((state) => state.status !== 'idle');
  const state = running ? 'running' : engine;
  const text = {
    starting: 'Engine is starting',
    ready: 'Engine ready',
    stopped: 'Engine stopped, starting again',
    running: 'Running',
  }[state];
  return (
    <span className={classes.engine} data-state={state}>
      {text}
    </span>
  );
}

/** While it runs: which node, how far. After: how the last run ended. */
function RunLine() {
  const line = useRun((state) => {
    if (state.status === 'idle') return lastRunLine(state.lastStatus, state.lastMs);
    const [id, node] = Object.entries(state.nodes).find(([, one]) => one.state === 'running') ?? [];
    const sweep = state.sweep ? `${state.sweep.cell} of ${state.sweep.of} · ` : '';
    const percent = `${sweep}${Math.round(state.progress * 100)} %`;
    if (id === undefined || !node) return percent;
    const steps = node.of === undefined ? '' : ` ${node.iteration} of ${node.of}`;
    return `${percent} · ${nodeTitle(state.ran, catalog, id)}${steps}`;
  });
  return <span aria-live="off">{line}</span>;
}

/** Rounded to what one can wait for: it changes every five seconds at most. */
function TimeLeft() {
  const seconds = useTimeLeft((state) => state.seconds);
  return seconds === null || seconds < 2 ? null : (
    <span data-testid="time-left">{t.run.left(seconds)}</span>
  );
}

function lastRunLine(status: string | null, ms: number | null): string {
  if (status === null) return '';
  const time = ms === null ? '' : ` in ${formatMs(ms)}`;
  if (status === 'completed') return `Completed${time}`;
  return status === 'cancelled' ? `Cancelled after ${formatMs(ms ?? 0)}` : 'The last run failed';
}

function ProblemCounts() {
  const problems = useDocument((state) => state.analysis.problems);
  const showTab = useUi((state) => state.showTab);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  return (
    <button
      type="button"
      className={classes.problems}
      data-testid="status-problems"
      onClick={() => showTab('problems')}
    >
      {problems.length === 0 && 'No problems'}
      {errors > 0 && (
        <span className={classes.errors}>
          <CircleAlert size={13} aria-hidden /> {count(errors, 'error')}
        </span>
      )}
      {warnings > 0 && (
        <span className={classes.warnings}>
          <TriangleAlert size={13} aria-hidden /> {count(warnings, 'warning')}
        </span>
      )}
    </button>
  );
}

function Versions() {
  const info = useLibrary((state) => state.appInfo);
  return info && <span>ONNX Runtime {info.onnxruntime}</span>;
}

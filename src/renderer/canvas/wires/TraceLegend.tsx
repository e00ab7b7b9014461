import { Panel } from '@xyflow/react';
import { t } from '../../text/text';
import { useTrace } from './trace';
import classes from './wires.module.css';

/** What the two colours mean while a path is lit. */
export function TraceLegend() {
  const trace = useTrace((state) => state.trace);
  if (!trace) return null;
  return (
    <Panel position="top-center" className={classes.legend}>
      <div role="status" aria-label={t.wires.traceLegend(trace.needs, trace.feeds)}>
        <span data-trace="needs">{t.wires.needs(trace.needs)}</span>
        <span data-trace="feeds">{t.wires.feeds(trace.feeds)}</span>
      </div>
    </Panel>
  );
}

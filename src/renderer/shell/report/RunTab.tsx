import { nodeTitle } from '@core/graph/node-title';
import { catalog } from '@nodes';
import { useMemo } from 'react';
import { useRun } from '../../stores/run';
import { count, formatMs } from '../format';
import { providerSummary } from '../provider-summary';
import { QueueList } from './QueueList';
import classes from './Run.module.css';
import { RunRow } from './RunRow';

/** What waits to run, and what the last run did: what ran and why, what came from the cache, and the time of each node. */
export function RunTab() {
  const plan = useRun((state) => state.plan);
  return (
    <>
      <QueueList />
      {plan.length === 0 ? (
        <p className={classes.none}>
          Nothing has run yet. This lists what ran, why, and for how long.
        </p>
      ) : (
        <Report />
      )}
    </>
  );
}

function Report() {
  const plan = useRun((state) => state.plan);
  const ran = useRun((state) => state.ran);
  const providers = useRun((state) => state.providers);
  const { reasons } = useMemo(() => providerSummary(providers, 'auto'), [providers]);
  const remarks = useRun((state) => state.remarks);
  return (
    <div className={classes.tab}>
      <Summary />
      <ol className={classes.rows}>
        {plan.map((planned) => (
          <RunRow
            key={planned.node}
            planned={planned}
            title={nodeTitle(ran, catalog, planned.node)}
          />
        ))}
      </ol>
      {providers.length > 0 && (
        <section>
          <h2 className={classes.heading}>Where the models run</h2>
          <ul className={classes.lines}>
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </section>
      )}
      {remarks.length > 0 && (
        <section>
          <h2 className={classes.heading}>Remarks</h2>
          <ul className={classes.lines}>
            {remarks.map((remark, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same remark may come twice, and the list only grows
              <li key={index}>{remark}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Summary() {
  const status = useRun((state) => (state.status === 'idle' ? state.lastStatus : state.status));
  const ms = useRun((state) => state.lastMs);
  const sessionMs = useRun((state) => state.lastSessionMs);
  const cached = useRun((state) => state.plan.filter(({ action }) => action === 'cached').length);
  const total = useRun((state) => state.plan.length);
  const ended = status === 'completed' || status === 'cancelled' || status === 'failed';
  const words = { completed: 'Completed', cancelled: 'Cancelled', failed: 'Failed' };
  return (
    <div className={classes.summary}>
      <p className={classes.total}>
        {ended ? `${words[status]}${ms === null ? '' : ` in ${formatMs(ms)}`}` : 'Running'}
      </p>
      <p>
        {count(total - cached, 'node')} to run, {cached} from the cache
      </p>
      {ended && sessionMs !== null && sessionMs > 0 && (
        <p>{formatMs(sessionMs)} of it inside the models</p>
      )}
    </div>
  );
}

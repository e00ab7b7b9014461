import { usePlanPreview } from '../../stores/plan-preview';
import { t } from '../../text/text';
import classes from './TopBar.module.css';

/** Before a run: how much of the graph it will compute. */
export function PlanSummary() {
  const summary = usePlanPreview((state) => state.summary);
  return (
    <span className={classes.plan} data-testid="plan-summary">
      {summary && t.run.willRun(summary.willRun, summary.total)}
    </span>
  );
}

import type { Problem } from '@core/errors';
import { own } from '@core/graph/own';
import { useRun } from '../../stores/run';
import { ProblemText } from './NodePort';
import classes from './node.module.css';

/** Problems of no port, and why the last run failed here. */
export function NodeProblems({
  id,
  problems,
}: {
  readonly id: string;
  readonly problems: readonly Problem[];
}) {
  const error = useRun((run) => own(run.nodes, id)?.error);
  if (problems.length === 0 && !error) return null;
  return (
    <div className={classes.problems}>
      {problems.map((problem) => (
        <ProblemText key={`${problem.code} ${problem.message}`} problem={problem} />
      ))}
      {error && <ProblemText problem={{ ...error, severity: 'error' }} />}
    </div>
  );
}

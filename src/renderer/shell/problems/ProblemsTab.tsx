import type { Problem } from '@core/errors';
import { nodeTitle } from '@core/graph/node-title';
import { catalog } from '@nodes';
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import { canvasActions } from '../../stores/canvas-actions';
import { useDocument } from '../../stores/document';
import { useLibrary } from '../../stores/library';
import { useRun } from '../../stores/run';
import { t } from '../../text/text';
import { MendButton } from './MendButton';
import classes from './Problems.module.css';

/** Everything wrong with the graph and the model library; a click leads to the node. */
export function ProblemsTab() {
  const problems = useDocument((state) => state.analysis.problems);
  const library = useLibrary((state) => state.problems);
  const errorsFirst = [
    ...problems.filter(({ severity }) => severity === 'error'),
    ...problems.filter(({ severity }) => severity === 'warning'),
  ];
  return (
    <div className={classes.panel} data-testid="problems-panel">
      <FailedNodes />
      {problems.length + library.length === 0 && (
        <div className={classes.none}>
          <CircleCheck size={28} strokeWidth={1.25} aria-hidden />
          <p>No problems. The graph can run.</p>
        </div>
      )}
      {problems.length > 0 && (
        <ul className={classes.list}>
          {errorsFirst.map((problem) => (
            <li
              key={[problem.code, problem.node, problem.port, problem.edge, problem.message].join()}
            >
              <ProblemItem problem={problem} />
              {problem.severity === 'error' || problem.code === 'model-substituted' ? (
                <div className={classes.mend}>
                  <MendButton problem={problem} />
                </div>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {library.length > 0 && (
        <>
          <h2 className={classes.heading}>Model library</h2>
          <ul className={classes.list}>
            {library.map(({ code, message, hint }) => (
              <li key={code + message} className={classes.item} data-severity="warning">
                <TriangleAlert className={classes.icon} size={15} aria-hidden />
                <div data-selectable>
                  <p className={classes.message}>{message}</p>
                  {hint && <p className={classes.hint}>{hint}</p>}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** Where the last run failed, until it is mended or run again. */
function FailedNodes() {
  const errors = useRun(
    useShallow(({ nodes }) =>
      Object.values(nodes).flatMap(({ state, error }) =>
        state === 'failed' && error ? [error] : [],
      ),
    ),
  );
  const failed = errors.map((error): Problem => ({ ...error, severity: 'error' }));
  if (failed.length === 0) return null;
  return (
    <>
      <h2 className={classes.heading}>{t.run.failedHere}</h2>
      <ul className={classes.list} data-testid="failed-nodes">
        {failed.map((problem) => (
          <li key={`${problem.node} ${problem.message}`}>
            <ProblemItem problem={problem} />
            <div className={classes.mend}>
              <MendButton problem={problem} />
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function ProblemItem({ problem }: { readonly problem: Problem }) {
  const { node, severity, message, hint } = problem;
  const title = useDocument(({ doc }) => (node ? nodeTitle(doc, catalog, node) : 'The graph'));
  const Icon = severity === 'error' ? CircleAlert : TriangleAlert;
  const show = () => {
    if (!node) return;
    useDocument.getState().select([node]);
    canvasActions()?.centerOn(node);
  };
  return (
    <button
      type="button"
      className={classes.item}
      data-severity={severity}
      data-testid="problem-item"
      disabled={!node}
      onClick={show}
    >
      <Icon className={classes.icon} size={15} aria-label={severity} />
      <div>
        <p className={classes.where}>{title}</p>
        <p className={classes.message}>{message}</p>
        {hint && <p className={classes.hint}>{hint}</p>}
      </div>
    </button>
  );
}

import { nodeTitle } from '@core/graph/node-title';
import { Button } from '@mantine/core';
import { catalog } from '@nodes';
import { canvasActions } from '../../stores/canvas-actions';
import { useRun } from '../../stores/run';
import { Banner } from './Banner';

/** Why the last run failed, until it is closed, mended or run again. */
export function FailureBanner() {
  const error = useRun((state) => (state.crash ? null : state.lastError));
  const title = useRun(({ ran }) =>
    error?.node ? `${nodeTitle(ran, catalog, error.node)} failed` : 'The run failed',
  );
  // An edit that touches the failed node makes its failure history.
  const mended = useRun((state) => error?.node !== undefined && state.stale.has(error.node));
  if (!error || mended) return null;
  const { node } = error;
  return (
    <Banner
      title={title}
      message={error.message}
      hint={error.hint}
      testId="failure-banner"
      onClose={() => useRun.getState().dismissError()}
      actions={
        node && (
          <Button variant="default" onClick={() => canvasActions()?.centerOn(node)}>
            Show node
          </Button>
        )
      }
    />
  );
}

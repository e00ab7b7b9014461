import { nodeTitle } from '@core/graph/node-title';
import { Button } from '@mantine/core';
import { catalog } from '@nodes';
import { canvasActions } from '../../stores/canvas-actions';
import { useDocument } from '../../stores/document';
import { useRun } from '../../stores/run';
import { MendButton } from '../problems/MendButton';
import { Banner } from './Banner';

/** Why the last run failed, until it is closed, mended or run again. */
export function FailureBanner() {
  const shown = useDocument((state) => state.documentId);
  // A run belongs to the tab it was started in.
  const error = useRun(({ crash, lastError, runDocumentId }) =>
    crash || runDocumentId !== shown ? null : lastError,
  );
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
        <>
          <MendButton problem={error} />
          {node && (
            <Button variant="default" onClick={() => canvasActions()?.centerOn(node)}>
              Show node
            </Button>
          )}
        </>
      }
    />
  );
}

import { nodeTitle } from '@core/graph/node-title';
import { Button } from '@mantine/core';
import { catalog } from '@nodes';
import { useDocument } from '../../stores/document';
import { useRun } from '../../stores/run';
import { Banner } from './Banner';

/** The engine's process died. The graph is safe: it lives in this window. */
export function CrashBanner() {
  const crash = useRun((state) => state.crash);
  const shown = useDocument((state) => state.documentId);
  const isHere = useRun(({ runDocumentId }) => runDocumentId === shown);
  const title = useRun(({ crash: now, ran }) =>
    now?.node && isHere
      ? `The engine stopped while ${nodeTitle(ran, catalog, now.node)} was running`
      : null,
  );
  if (!crash) return null;
  const runAgain = () => {
    const { start, lastTargets } = useRun.getState();
    void start(lastTargets);
  };
  return (
    <Banner
      title={title ?? 'The engine stopped'}
      message={crash.error.message}
      hint={crash.error.hint}
      testId="crash-banner"
      onClose={() => useRun.getState().dismissCrash()}
      actions={
        isHere && (
          <Button data-testid="run-again" onClick={runAgain}>
            Run again
          </Button>
        )
      }
    />
  );
}

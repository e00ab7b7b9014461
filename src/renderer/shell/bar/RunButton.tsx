import { Button, Tooltip } from '@mantine/core';
import { Play, Square } from 'lucide-react';
import type { CSSProperties } from 'react';
import { useRun } from '../../stores/run';
import { shortcut } from '../shortcut';
import classes from './TopBar.module.css';

/** Run, and while something runs: Cancel, with how far it is. */
export function RunButton() {
  const status = useRun((state) => state.status);
  return status === 'idle' ? <RunNow /> : <CancelRun cancelling={status === 'cancelling'} />;
}

function RunNow() {
  const start = useRun((state) => state.start);
  return (
    <Tooltip label={`Run the graph (${shortcut('Ctrl+Enter')})`}>
      <Button
        className={classes.run}
        leftSection={<Play size={14} fill="currentColor" aria-hidden />}
        data-testid="run-button"
        onClick={() => void start()}
      >
        Run
      </Button>
    </Tooltip>
  );
}

function CancelRun({ cancelling }: { readonly cancelling: boolean }) {
  const progress = useRun((state) => state.progress);
  const cancel = useRun((state) => state.cancel);
  const style: CSSProperties & Record<'--progress', number> = { '--progress': progress };
  return (
    <Button
      className={classes.run}
      variant="default"
      disabled={cancelling}
      leftSection={<Square size={12} fill="currentColor" aria-hidden />}
      data-testid="cancel-button"
      onClick={cancel}
    >
      {cancelling ? 'Stopping' : 'Cancel'}
      <span className={classes.runProgress} style={style} />
    </Button>
  );
}

import { Button, Menu, Tooltip } from '@mantine/core';
import { ChevronDown, Crosshair, Play, Repeat, Square } from 'lucide-react';
import type { CSSProperties } from 'react';
import { useDocument } from '../../stores/document';
import { useQueue } from '../../stores/queue';
import { useRun } from '../../stores/run';
import { t } from '../../text/text';
import { shortcut } from '../shortcut';
import classes from './TopBar.module.css';

/** How often `Run … times` may run. */
const repeats = [2, 4, 8, 16];
const icon = { size: 14, 'aria-hidden': true } as const;

/** Run, or queue while something runs; beside it Cancel, with how far it is. */
export function RunButton() {
  const status = useRun((state) => state.status);
  return (
    <div className={classes.runGroup}>
      {status !== 'idle' && <CancelRun cancelling={status === 'cancelling'} />}
      <Button.Group>
        <RunNow running={status !== 'idle'} />
        <MoreRuns />
      </Button.Group>
    </div>
  );
}

function RunNow({ running }: { readonly running: boolean }) {
  const start = useRun((state) => state.start);
  const waiting = useQueue((state) => state.waiting.length);
  const keys = shortcut('Ctrl+Enter');
  return (
    <Tooltip label={running ? t.run.queueHint(keys) : t.run.runHint(keys)}>
      <Button
        className={classes.run}
        variant={running ? 'default' : 'filled'}
        leftSection={<Play {...icon} fill="currentColor" />}
        data-testid="run-button"
        onClick={() => void start()}
      >
        {running ? t.run.queueAnother : t.run.run}
        {waiting > 0 && (
          <span className={classes.count} data-testid="queue-count">
            <span aria-hidden>{waiting}</span>
            <span className={classes.hidden}>, {t.run.waitingCount(waiting)}</span>
          </span>
        )}
      </Button>
    </Tooltip>
  );
}

function MoreRuns() {
  const [target, ...others] = useDocument((state) => state.selectedNodes);
  const running = useRun((state) => state.status !== 'idle');
  return (
    <Menu position="bottom-end" shadow="md" width={310}>
      <Menu.Target>
        <Button
          className={classes.runMore}
          variant={running ? 'default' : 'filled'}
          aria-label={t.run.more}
          data-testid="run-more"
        >
          <ChevronDown {...icon} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<Crosshair {...icon} />}
          rightSection={<kbd>{shortcut('Shift+Enter')}</kbd>}
          disabled={target === undefined || others.length > 0}
          onClick={() => target !== undefined && void useRun.getState().start([target])}
        >
          {t.run.toSelection}
        </Menu.Item>
        <Menu.Divider />
        {repeats.map((times) => (
          <Menu.Item
            key={times}
            leftSection={<Repeat {...icon} />}
            data-testid={`run-times-${times}`}
            onClick={() => useRun.getState().repeat(times)}
          >
            {t.run.repeat(times)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function CancelRun({ cancelling }: { readonly cancelling: boolean }) {
  const progress = useRun((state) => state.progress);
  const cancel = useRun((state) => state.cancel);
  const waiting = useQueue((state) => state.waiting.length);
  const style: CSSProperties & Record<'--progress', number> = { '--progress': progress };
  return (
    <Button.Group>
      <Button
        className={classes.run}
        variant="default"
        disabled={cancelling}
        leftSection={<Square size={12} fill="currentColor" aria-hidden />}
        data-testid="cancel-button"
        onClick={cancel}
      >
        {cancelling ? t.run.stopping : t.run.cancel}
        <span className={classes.runProgress} style={style} />
      </Button>
      {waiting > 0 && (
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            <Button
              className={classes.runMore}
              variant="default"
              aria-label={t.run.cancelAll(waiting)}
              data-testid="cancel-more"
            >
              <ChevronDown {...icon} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={cancel}>{t.run.cancelThis}</Menu.Item>
            <Menu.Item
              color="var(--danger)"
              data-testid="cancel-all"
              onClick={() => useRun.getState().cancelAll()}
            >
              {t.run.cancelAll(waiting)}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </Button.Group>
  );
}

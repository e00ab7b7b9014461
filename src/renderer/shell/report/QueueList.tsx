import { Button } from '@mantine/core';
import { ArrowDown, ArrowUp, GripVertical, X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { type QueuedRun, useQueue } from '../../stores/queue';
import { useRun } from '../../stores/run';
import { t } from '../../text/text';
import { IconButton } from '../IconButton';
import classes from './Queue.module.css';

/** The runs that wait, in their order: dragged or moved by keys, taken out, cleared. */
export function QueueList() {
  const waiting = useQueue((state) => state.waiting);
  const paused = useQueue((state) => state.paused);
  const [dragged, setDragged] = useState<string | null>(null);
  if (waiting.length === 0) return null;
  const { move, clear } = useQueue.getState();
  return (
    <section className={classes.queue} data-testid="queue" aria-label={t.run.queue}>
      <div className={classes.head}>
        <h2 className={classes.heading}>{t.run.waitingCount(waiting.length)}</h2>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={clear}>
          {t.run.clear}
        </Button>
      </div>
      {paused && (
        <div className={classes.paused} role="status">
          <span>{t.run.paused}</span>
          <Button
            size="compact-xs"
            variant="default"
            data-testid="queue-go-on"
            onClick={() => useRun.getState().startNext()}
          >
            {t.run.goOn}
          </Button>
        </div>
      )}
      <ol className={classes.list}>
        {waiting.map((run, index) => (
          <li
            key={run.runId}
            className={classes.item}
            draggable
            data-dragged={dragged === run.runId || undefined}
            onDragStart={({ dataTransfer }) => {
              dataTransfer.effectAllowed = 'move';
              setDragged(run.runId);
            }}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => {
              if (dragged === null) return;
              event.preventDefault();
              if (dragged !== run.runId) move(dragged, index);
            }}
            onDrop={(event) => event.preventDefault()}
          >
            <QueueItem run={run} index={index} of={waiting.length} />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface ItemProps {
  readonly run: QueuedRun;
  readonly index: number;
  readonly of: number;
}

function QueueItem({ run, index, of }: ItemProps) {
  const { move, remove } = useQueue.getState();
  const { runId, name, seed } = run;
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by !== undefined && event.altKey) move(runId, index + by);
    else if (event.key === 'Delete') remove(runId);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const seedText = seed === null ? '' : t.run.seed(seed);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the buttons inside bubble to it
    <div className={classes.row} data-testid="queue-item" onKeyDown={onKeyDown}>
      <GripVertical size={14} className={classes.grip} aria-hidden />
      <span className={classes.name} title={t.run.queueHelp}>
        {name}
      </span>
      <span className={classes.seed}>{seedText}</span>
      <IconButton
        icon={ArrowUp}
        label={t.run.up(name)}
        disabled={index === 0}
        onClick={() => move(runId, index - 1)}
      />
      <IconButton
        icon={ArrowDown}
        label={t.run.down(name)}
        disabled={index === of - 1}
        onClick={() => move(runId, index + 1)}
      />
      <IconButton
        icon={X}
        label={t.run.remove(name)}
        testId="queue-remove"
        onClick={() => remove(runId)}
      />
    </div>
  );
}

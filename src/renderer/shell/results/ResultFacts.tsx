import { Button } from '@mantine/core';
import { Copy, Download } from 'lucide-react';
import { api } from '../../stores/api';
import { notifyDone } from '../../stores/notify';
import { useRun } from '../../stores/run';
import type { ResultItem } from '../../stores/types';
import { formatMs, providerName } from '../format';
import { IconButton } from '../IconButton';
import classes from './Results.module.css';
import { saveResult } from './save-result';

export function ResultFacts({ item }: { readonly item: ResultItem }) {
  const outdated = useRun((state) => state.runId === item.runId && state.stale.has(item.node));
  const { seed } = item;
  return (
    <>
      <div className={classes.heading}>
        <h2 className={classes.title}>{item.nodeTitle}</h2>
        <Button
          variant="light"
          leftSection={<Download size={14} aria-hidden />}
          data-testid="save-result"
          onClick={() => void saveResult(item)}
        >
          Save as…
        </Button>
      </div>
      {outdated && <p className={classes.outdated}>The graph has changed since this picture.</p>}
      <dl className={classes.facts}>
        <div>
          <dt>Seed</dt>
          <dd data-testid="result-seed" data-selectable>
            {seed ?? 'none'}
          </dd>
          {seed !== null && (
            <IconButton icon={Copy} label="Copy the seed" onClick={() => void copySeed(seed)} />
          )}
        </div>
        <div>
          <dt>Size</dt>
          <dd>
            {item.width} × {item.height} px
          </dd>
        </div>
        <div>
          <dt>Time</dt>
          <dd data-testid="result-time">{item.ms === null ? '…' : formatMs(item.ms)}</dd>
        </div>
        <div>
          <dt>Ran on</dt>
          <dd data-testid="result-provider">
            {item.provider ? providerName(item.provider) : 'not known'}
          </dd>
        </div>
      </dl>
    </>
  );
}

async function copySeed(seed: number): Promise<void> {
  await api()['clipboard.write'](String(seed));
  notifyDone(`Copied seed ${seed}`);
}

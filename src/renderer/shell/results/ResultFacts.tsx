import { contentTitle } from '@core/previews/content-title';
import { Button } from '@mantine/core';
import { Copy, Download, Maximize2 } from 'lucide-react';
import { api } from '../../stores/api';
import { notifyDone } from '../../stores/notify';
import { useRun } from '../../stores/run';
import type { ResultItem } from '../../stores/types';
import { t } from '../../text/text';
import { useLargeView } from '../../views/large-view';
import { formatMs, providerName } from '../format';
import { IconButton } from '../IconButton';
import { copyPicture } from './gallery/entry-actions';
import classes from './Results.module.css';
import { saveResult } from './save-result';

export function ResultFacts({ item }: { readonly item: ResultItem }) {
  const outdated = useRun((state) => state.runId === item.runId && state.stale.has(item.node));
  const showLarge = useLargeView((state) => state.show);
  const { seed } = item;
  const image = item.content.kind === 'image' ? item.content : null;
  return (
    <>
      <div className={classes.heading}>
        <h2 className={classes.title}>{item.nodeTitle}</h2>
        {image ? (
          <span className={classes.save}>
            <IconButton
              icon={Copy}
              label={t.results.copyImage}
              onClick={() => void copyPicture(image.png)}
            />
            <Button
              variant="light"
              leftSection={<Download size={14} aria-hidden />}
              data-testid="save-result"
              onClick={() => void saveResult(image.png, seed)}
            >
              Save as…
            </Button>
          </span>
        ) : (
          <IconButton
            icon={Maximize2}
            label="Show large"
            onClick={() => showLarge(item.content, item.nodeTitle)}
          />
        )}
      </div>
      {outdated && (
        <p className={classes.outdated}>
          The graph has changed since this {contentTitle(item.content)}.
        </p>
      )}
      <dl className={classes.facts}>
        <div>
          <dt>Seed</dt>
          <dd className={classes.seed}>
            <span data-testid="result-seed" data-selectable>
              {seed ?? 'none'}
            </span>
            {seed !== null && (
              <IconButton icon={Copy} label="Copy the seed" onClick={() => void copySeed(seed)} />
            )}
          </dd>
        </div>
        {image && (
          <div>
            <dt>Size</dt>
            <dd>
              {image.width} × {image.height} px
            </dd>
          </div>
        )}
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

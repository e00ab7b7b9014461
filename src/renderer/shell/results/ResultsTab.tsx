import { picturesOf } from '@core/previews/pictures-of';
import { useState } from 'react';
import { useLibrary } from '../../stores/library';
import { useResults } from '../../stores/results';
import { useRun } from '../../stores/run';
import type { ResultItem } from '../../stores/types';
import { ContentView } from '../../views/ContentView';
import type { Zoom } from './fit-scale';
import { HistoryStrip } from './HistoryStrip';
import { NoResult } from './NoResult';
import { Picture } from './Picture';
import { PictureTools } from './PictureTools';
import { ResultFacts } from './ResultFacts';
import classes from './Results.module.css';
import { useLivePreview } from './use-live-preview';

export function ResultsTab() {
  const items = useResults((state) => state.items);
  const selected = useResults((state) => state.selected);
  const select = useResults((state) => state.select);
  const smooth = useLibrary((state) => state.settings.smoothPreviews);
  const runId = useRun((state) => state.runId);
  const [zoom, setZoom] = useState<Zoom>('fit');
  /** Run in which the user looked at an older picture instead of the one being made. */
  const [lookedBackIn, setLookedBackIn] = useState<string | null>(null);
  const making = useLivePreview();
  const live = lookedBackIn !== null && lookedBackIn === runId ? null : making;
  const item = items.find(({ id }) => id === selected) ?? items[0];

  if (!live && !item) return <NoResult />;
  return (
    <div className={classes.tab}>
      {live ? (
        <Picture
          {...live}
          alt="The predicted clean image so far"
          zoom={zoom}
          smooth={smooth}
          testId="live-preview"
        />
      ) : (
        item && <Shown item={item} zoom={zoom} smooth={smooth} />
      )}
      {(live || (item && picturesOf(item.content).length > 0)) && (
        <PictureTools
          zoom={zoom}
          smooth={smooth}
          onZoom={live || item?.content.kind === 'image' ? setZoom : undefined}
        />
      )}
      {live ? (
        <p className={classes.liveCaption}>
          Step {live.iteration} of {live.of}
          <span className={classes.muted}>The clean image the model predicts so far</span>
        </p>
      ) : (
        item && <ResultFacts item={item} />
      )}
      {items.length > 0 && (
        <HistoryStrip
          items={items}
          current={live ? null : (item?.id ?? null)}
          onSelect={(id) => {
            select(id);
            setLookedBackIn(runId);
          }}
        />
      )}
    </div>
  );
}

interface ShownProps {
  readonly item: ResultItem;
  readonly zoom: Zoom;
  readonly smooth: boolean;
}

function Shown({ item: { content, url, nodeTitle }, zoom, smooth }: ShownProps) {
  if (content.kind !== 'image' || url === null) {
    return (
      <div className={classes.view} data-testid="result-view">
        <ContentView content={content} size="panel" name={nodeTitle} />
      </div>
    );
  }
  return (
    <Picture
      url={url}
      width={content.width}
      height={content.height}
      alt={`Result of ${nodeTitle}`}
      zoom={zoom}
      smooth={smooth}
      testId="result-image"
    />
  );
}

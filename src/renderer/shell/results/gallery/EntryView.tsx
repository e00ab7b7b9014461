import { t } from '../../../text/text';
import { ContentView } from '../../../views/ContentView';
import { PanelPicture } from '../../../views/PanelPicture';
import type { ViewSize } from '../../../views/view-size';
import classes from './Gallery.module.css';
import type { HistoryItem } from './use-history-item';

interface EntryViewProps {
  readonly item: HistoryItem;
  readonly size: ViewSize;
}

/** A result as it looks, or why a run has none. */
export function EntryView({ item: { entry, run, content }, size }: EntryViewProps) {
  if (content === null) {
    const { error, status } = run;
    return (
      <div className={classes.problem} data-bad={status === 'failed' || undefined}>
        <p>{status === 'completed' ? t.results.nothingNew : t.results.noResult}</p>
        {error && (
          <p data-selectable>
            {error.message} {error.hint}
          </p>
        )}
      </div>
    );
  }
  if (content.kind !== 'image') {
    return (
      <div className={classes.view}>
        <ContentView content={content} size={size} name={entry.title} />
      </div>
    );
  }
  return (
    <div className={classes.picture} data-testid="gallery-picture">
      <PanelPicture panel={content} alt={entry.title} />
    </div>
  );
}

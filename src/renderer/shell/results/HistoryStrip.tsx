import { contentTitle } from '@core/previews/content-title';
import type { ResultItem } from '../../stores/types';
import { count } from '../format';
import { contentIcons } from './content-icons';
import { OpenGallery } from './gallery/OpenGallery';
import classes from './Results.module.css';

interface HistoryStripProps {
  readonly items: readonly ResultItem[];
  readonly current: string | null;
  onSelect(id: string): void;
}

/** The results of this session, newest first. */
export function HistoryStrip({ items, current, onSelect }: HistoryStripProps) {
  return (
    <section className={classes.history} aria-label="Results of this session">
      <div className={classes.historyHead}>
        <h2 className={classes.historyTitle}>{count(items.length, 'result')} this session</h2>
        <OpenGallery />
      </div>
      <div className={classes.strip}>
        {items.map((item) => (
          <button
            key={item.id}
            type="button"
            className={classes.thumb}
            aria-pressed={item.id === current}
            aria-label={nameOf(item)}
            title={nameOf(item)}
            onClick={() => onSelect(item.id)}
          >
            <Thumb {...item} />
          </button>
        ))}
      </div>
    </section>
  );
}

function nameOf({ nodeTitle, seed, content }: ResultItem): string {
  const kind = content.kind === 'image' ? [] : [contentTitle(content)];
  return [nodeTitle, ...kind, ...(seed === null ? [] : [`seed ${seed}`])].join(', ');
}

/** A picture; of what is no single picture, its icon too. */
function Thumb({ url, content }: ResultItem) {
  const Icon = contentIcons[content.kind];
  return (
    <>
      {url !== null && <img src={url} alt="" loading="lazy" draggable={false} />}
      {content.kind !== 'image' && (
        <span className={classes.thumbIcon} data-alone={url === null || undefined}>
          <Icon size={url === null ? 22 : 12} strokeWidth={1.5} aria-hidden />
        </span>
      )}
    </>
  );
}

import type { ResultItem } from '../../stores/types';
import { count } from '../format';
import classes from './Results.module.css';

interface HistoryStripProps {
  readonly items: readonly ResultItem[];
  readonly current: string | null;
  onSelect(id: string): void;
}

/** The pictures of this session, newest first. */
export function HistoryStrip({ items, current, onSelect }: HistoryStripProps) {
  return (
    <section className={classes.history} aria-label="Pictures of this session">
      <h2 className={classes.historyTitle}>{count(items.length, 'picture')} this session</h2>
      <div className={classes.strip}>
        {items.map(({ id, url, seed, nodeTitle }) => (
          <button
            key={id}
            type="button"
            className={classes.thumb}
            aria-pressed={id === current}
            aria-label={seed === null ? nodeTitle : `${nodeTitle}, seed ${seed}`}
            onClick={() => onSelect(id)}
          >
            <img src={url} alt="" loading="lazy" draggable={false} />
          </button>
        ))}
      </div>
    </section>
  );
}

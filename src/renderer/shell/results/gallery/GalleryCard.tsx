import type { HistoryEntry } from '@core/history/records';
import { Star } from 'lucide-react';
import { memo, useRef } from 'react';
import { t } from '../../../text/text';
import { entryIcons } from '../content-icons';
import { enlarge } from './enlarge';
import classes from './Gallery.module.css';
import { useThumbnail } from './use-thumbnail';

interface GalleryCardProps {
  readonly entry: HistoryEntry;
  /** Where Tab comes to. */
  readonly focusable: boolean;
  readonly side: 'only' | 'first' | 'second' | undefined;
  onSelect(id: string): void;
}

export const GalleryCard = memo(function GalleryCard({
  entry,
  focusable,
  side,
  onSelect,
}: GalleryCardProps) {
  const element = useRef<HTMLDivElement>(null);
  const { id, kind, title, seed, time, status, starred, picture } = entry;
  const url = useThumbnail(id, picture, element);
  const Icon = entryIcons[kind];
  const seeds = seed === null ? [] : [t.results.seed(seed)];
  const bad = status !== 'completed' && status !== 'running';
  const name = [
    title,
    t.results.when(time),
    ...seeds,
    ...(bad ? [t.results.status[status]] : []),
    ...(starred ? [t.results.starred] : []),
  ];
  const mark = { only: null, first: t.results.first, second: t.results.second };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys of all of them
    <div
      ref={element}
      className={classes.card}
      role="option"
      aria-selected={side !== undefined}
      aria-label={name.join(', ')}
      title={name.join(', ')}
      tabIndex={focusable ? 0 : -1}
      data-testid="gallery-card"
      data-side={side}
      onClick={() => onSelect(id)}
      onDoubleClick={() => void enlarge(id)}
    >
      <div className={classes.thumb}>
        {url !== undefined && <img src={url} alt="" draggable={false} />}
        {kind !== 'image' && (
          <span className={classes.kind} data-alone={!picture || undefined}>
            <Icon size={picture ? 13 : 28} strokeWidth={1.5} aria-hidden />
          </span>
        )}
        {starred && (
          <span className={classes.star}>
            <Star size={13} fill="currentColor" aria-hidden />
          </span>
        )}
        {side !== undefined && mark[side] !== null && (
          <span className={classes.side}>{mark[side]}</span>
        )}
      </div>
      <span className={classes.cardTitle}>{title}</span>
      <span className={classes.cardFacts} data-bad={bad || undefined}>
        {bad ? t.results.status[status] : [t.results.short(time), ...seeds].join(' · ')}
      </span>
    </div>
  );
});

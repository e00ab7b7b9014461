import { Button } from '@mantine/core';
import { type KeyboardEvent, useRef } from 'react';
import { t } from '../../../text/text';
import { enlarge } from './enlarge';
import classes from './Gallery.module.css';
import { GalleryCard } from './GalleryCard';
import { useGallery } from './gallery-store';
import { gridKey } from './grid-keys';
import { NoEntries } from './NoEntries';

/** Results as pictures, newest first: one focus, moved by the arrow keys. */
export function GalleryGrid() {
  const entries = useGallery((state) => state.entries);
  const current = useGallery((state) => state.current);
  const other = useGallery((state) => state.other);
  const select = useGallery((state) => state.select);
  const next = useGallery((state) => state.next);
  const more = useGallery((state) => state.more);
  const list = useRef<HTMLDivElement>(null);
  const cards = () =>
    [...(list.current?.children ?? [])].filter((one) => one instanceof HTMLElement);

  const onKeyDown = (event: KeyboardEvent) => {
    const { picking, compare, remove, star, undoRemove } = useGallery.getState();
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
      event.preventDefault();
      void undoRemove();
      return;
    }
    const active = document.activeElement;
    const index = Math.max(0, active instanceof HTMLElement ? cards().indexOf(active) : 0);
    const key = gridKey(event, { index, count: entries.length, columns: columnsOf(cards()) });
    const id = entries[index]?.id;
    if (!key || id === undefined) return;
    event.preventDefault();
    switch (key.kind) {
      case 'move': {
        cards()[key.to]?.focus();
        const to = entries[key.to]?.id;
        // While choosing what to compare with, only Enter and C choose.
        if (to !== undefined && !picking) select(to);
        return;
      }
      case 'open':
        if (picking) compare(id);
        else void enlarge(id);
        return;
      case 'compare':
        if (picking) compare(id);
        else useGallery.getState().pick(true);
        return;
      case 'star':
        void star(id);
        return;
      case 'remove':
        void remove(id).then(() => cards()[Math.min(index, cards().length - 1)]?.focus());
    }
  };

  if (entries.length === 0) return <NoEntries />;
  const first = current ?? entries[0]?.id;
  return (
    <div className={classes.scroll}>
      <div
        ref={list}
        className={classes.grid}
        role="listbox"
        aria-label={t.results.grid}
        onKeyDown={onKeyDown}
      >
        {entries.map((entry) => (
          <GalleryCard
            key={entry.id}
            entry={entry}
            focusable={entry.id === first}
            side={sideOf(entry.id, current, other)}
            onSelect={select}
          />
        ))}
      </div>
      {next !== null && (
        <Button className={classes.more} variant="default" onClick={() => void more()}>
          {t.results.more}
        </Button>
      )}
    </div>
  );
}

/** Which of the selected it is: the one, or one of the two that are compared. */
function sideOf(id: string, current: string | null, other: string | null) {
  if (id === current) return other === null ? 'only' : 'first';
  return id === other ? 'second' : undefined;
}

/** As many as lie in the first row. */
function columnsOf(cards: readonly HTMLElement[]): number {
  const top = cards[0]?.offsetTop;
  const columns = cards.findIndex(({ offsetTop }) => offsetTop !== top);
  return columns === -1 ? Math.max(1, cards.length) : columns;
}

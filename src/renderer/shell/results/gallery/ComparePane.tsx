import { Button } from '@mantine/core';
import { X } from 'lucide-react';
import { t } from '../../../text/text';
import { CompareView } from '../../../views/CompareView';
import { Panels } from '../../../views/Panels';
import { comparable } from './comparable';
import { Differences } from './Differences';
import { EntryView } from './EntryView';
import classes from './Gallery.module.css';
import { useGallery } from './gallery-store';
import { type HistoryItem, useHistoryItem } from './use-history-item';

interface ComparePaneProps {
  readonly first: string;
  readonly second: string;
}

/** Two results, on or beside each other, and what differs between the graphs that made them. */
export function ComparePane({ first, second }: ComparePaneProps) {
  const pick = useGallery((state) => state.pick);
  const a = useHistoryItem(first);
  const b = useHistoryItem(second);
  const errors = [a, b].flatMap((read) => (read && 'error' in read ? [read.error] : []));
  return (
    <aside
      className={classes.pane}
      aria-label={t.results.comparison}
      data-testid="gallery-comparison"
    >
      <Button
        className={classes.stop}
        size="compact-sm"
        variant="default"
        leftSection={<X size={14} aria-hidden />}
        onClick={() => pick(false)}
      >
        {t.results.stopComparing}
      </Button>
      {errors.map((error) => (
        <p key={error.message} className={classes.problem} role="alert">
          {error.message} {error.hint}
        </p>
      ))}
      {a && b && 'item' in a && 'item' in b && (
        <>
          <Both a={a.item} b={b.item} />
          <Differences a={a.item} b={b.item} />
        </>
      )}
    </aside>
  );
}

const labelOf = (side: string, { entry: { title, seed } }: HistoryItem) =>
  [`${side}: ${title}`, ...(seed === null ? [] : [t.results.seed(seed)])].join(', ');

function Both({ a, b }: { readonly a: HistoryItem; readonly b: HistoryItem }) {
  const labels = [labelOf(t.results.first, a), labelOf(t.results.second, b)] as const;
  const pair = comparable(a.content, b.content, labels);
  if (pair.kind === 'apart') {
    return (
      <div className={classes.apart}>
        {[a, b].map((item, side) => (
          <figure key={item.entry.id}>
            <figcaption>{labels[side]}</figcaption>
            <EntryView item={item} size="panel" />
          </figure>
        ))}
      </div>
    );
  }
  const { before, after } = pair;
  if (pair.kind === 'sides') {
    return (
      <>
        <p className={classes.muted}>{t.results.otherShape}</p>
        <Panels panels={[before, after]} />
      </>
    );
  }
  return (
    <>
      {pair.scaled && <p className={classes.muted}>{t.results.otherSize}</p>}
      <div className={classes.overlay}>
        <CompareView content={{ kind: 'compare', before, after }} size="panel" />
      </div>
    </>
  );
}

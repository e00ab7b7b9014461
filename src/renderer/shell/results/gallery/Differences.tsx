import type { GraphDifference } from '@core/graph/diff-graphs';
import { useEffect, useState } from 'react';
import { t } from '../../../text/text';
import { type Compared, compareGraphs } from './compare-graphs';
import classes from './Gallery.module.css';
import type { HistoryItem } from './use-history-item';

interface DifferencesProps {
  readonly a: HistoryItem;
  readonly b: HistoryItem;
}

/** What differs between the graphs of two results, as a table. */
export function Differences({ a, b }: DifferencesProps) {
  const [compared, setCompared] = useState<Compared | null>(null);
  const [first, second] = [a.entry.id, b.entry.id];
  useEffect(() => {
    let gone = false;
    setCompared(null);
    void compareGraphs(first, second).then((result) => {
      if (!gone) setCompared(result);
    });
    return () => {
      gone = true;
    };
  }, [first, second]);
  return (
    <section aria-label={t.results.differences} data-testid="gallery-differences">
      <h4 className={classes.heading}>{t.results.differences}</h4>
      {compared && !compared.ok && (
        <p className={classes.problem} role="alert">
          {t.results.differencesUnknown}. {compared.error.message}
        </p>
      )}
      {compared?.ok && compared.value.length === 0 && (
        <p className={classes.muted}>{t.results.noDifference}</p>
      )}
      {compared?.ok && compared.value.length > 0 && <Table differences={compared.value} />}
    </section>
  );
}

function Table({ differences }: { readonly differences: readonly GraphDifference[] }) {
  return (
    <table className={classes.differences}>
      <thead>
        <tr>
          <th scope="col">{t.results.column.what}</th>
          <th scope="col">{t.results.first}</th>
          <th scope="col">{t.results.second}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map((difference, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew as a whole
          <Row key={i} difference={difference} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ difference }: { readonly difference: GraphDifference }) {
  if (difference.kind === 'param') {
    const { title, label, before, after } = difference;
    return (
      <tr>
        <th scope="row">
          {title}, {label}
        </th>
        <td data-selectable>{before}</td>
        <td data-selectable>{after}</td>
      </tr>
    );
  }
  const side = difference.change === 'removed' ? t.results.first : t.results.second;
  return (
    <tr>
      <th scope="row">
        {difference.kind === 'node'
          ? difference.title
          : t.results.wire(difference.from, difference.to)}
      </th>
      <td colSpan={2}>{t.results.nodeOnly(side)}</td>
    </tr>
  );
}

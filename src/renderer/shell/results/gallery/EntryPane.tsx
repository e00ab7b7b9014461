import type { RunRecord } from '@core/history/records';
import { t } from '../../../text/text';
import { EntryActions } from './EntryActions';
import { EntryFacts } from './EntryFacts';
import { EntryView } from './EntryView';
import classes from './Gallery.module.css';
import { useHistoryItem } from './use-history-item';

/** The selected result: large, what can be done with it, and what it was made from. */
export function EntryPane({ id }: { readonly id: string }) {
  const read = useHistoryItem(id);
  return (
    <aside className={classes.pane} aria-label={t.results.details} data-testid="gallery-details">
      {read && 'error' in read && (
        <p className={classes.problem} role="alert">
          {t.results.notRead}. {read.error.message} {read.error.hint}
        </p>
      )}
      {read && 'item' in read && (
        <>
          <EntryView item={read.item} size="panel" />
          <h3 className={classes.title}>{read.item.entry.title}</h3>
          <EntryActions item={read.item} />
          <EntryFacts item={read.item} />
          <Parameters params={read.item.run.params} />
        </>
      )}
    </aside>
  );
}

function Parameters({ params }: Pick<RunRecord, 'params'>) {
  return (
    <section aria-label={t.results.parameters}>
      <h4 className={classes.heading} title={t.results.parametersHint}>
        {t.results.parameters}
      </h4>
      {params.length === 0 && <p className={classes.muted}>{t.results.noParameters}</p>}
      <dl className={classes.params}>
        {params.map(({ node, title, label, text }) => (
          <div key={`${node} ${label}`}>
            <dt>
              {title}, {label}
            </dt>
            <dd data-selectable>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

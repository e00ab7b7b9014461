import { t } from '../../../text/text';
import { formatMs, providerName } from '../../format';
import classes from './Gallery.module.css';
import type { HistoryItem } from './use-history-item';

export function EntryFacts({ item: { entry } }: { readonly item: HistoryItem }) {
  const { graph, time, seed, ms, width, height, provider, status, file } = entry;
  const { facts } = t.results;
  const rows: readonly (readonly [string, string])[] = [
    [facts.graph, graph],
    [facts.made, t.results.when(time)],
    [facts.seed, seed === null ? facts.none : String(seed)],
    [facts.time, ms === null ? facts.unknown : formatMs(ms)],
    ...(width === null || height === null
      ? []
      : [[facts.size, `${width} × ${height} px`] as const]),
    [facts.ranOn, provider === null ? facts.unknown : providerName(provider)],
    ...(status === 'completed' ? [] : [[facts.run, t.results.status[status]] as const]),
    ...(file === null ? [] : [[facts.file, file] as const]),
  ];
  return (
    <dl className={classes.facts}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd data-selectable>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

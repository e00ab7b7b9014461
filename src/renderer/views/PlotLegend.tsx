import type { PlotSeries } from '@core/node-context';
import { seriesColour, seriesDash, seriesPlaces } from './series-look';
import classes from './views.module.css';

/** A sample of each series, as it is drawn, and its name. */
export function PlotLegend({ series }: { readonly series: readonly PlotSeries[] }) {
  const places = seriesPlaces(series);
  const shown = series.flatMap((one, i) =>
    series.findIndex(({ label }) => label === one.label) === i
      ? [{ ...one, index: places[i] ?? i }]
      : [],
  );
  return (
    <ul className={classes.legend}>
      {shown.map(({ label, mark, index }) => (
        <li key={label}>
          <svg width="22" height="10" aria-hidden>
            {mark === 'bar' ? (
              <rect x="3" y="1" width="16" height="8" fill={seriesColour(index)} opacity="0.75" />
            ) : mark === 'dots' ? (
              <circle cx="11" cy="5" r="3.5" fill={seriesColour(index)} />
            ) : (
              <line
                x1="0"
                x2="22"
                y1="5"
                y2="5"
                stroke={seriesColour(index)}
                strokeWidth="2"
                strokeDasharray={seriesDash(mark === 'rule' ? index + 1 : index)}
              />
            )}
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}

import type { PlotContent } from '../node-context';
import { csvLine } from './csv';

/** All points of all series: `series,x,y`, the axes' names in the first line. */
export const plotCsv = ({ x, y, series }: PlotContent): string =>
  [
    csvLine(['series', x.label, y.label]),
    ...series.flatMap((one) =>
      one.mark === 'rule'
        ? [csvLine([one.label, '', String(one.y[0] ?? '')])]
        : one.x.map((value, i) => csvLine([one.label, String(value), String(one.y[i] ?? '')])),
    ),
  ].join('');

import type { PlotContent, PreviewContent, TableContent } from '@core/node-context';
import { picturesOf } from '@core/previews/pictures-of';
import { plotCsv } from '@core/previews/plot-csv';
import { sameContent } from '@core/previews/same-content';
import { spreadEvenly } from '@core/previews/spread-evenly';
import { tableCsv, tableText } from '@core/previews/table-text';
import { describe, expect, it } from 'vitest';

const plot: PlotContent = {
  kind: 'plot',
  title: 'Noise',
  x: { label: 'Step' },
  y: { label: 'Sigma, "k"' },
  series: [
    { label: 'a', mark: 'line', x: [0, 1], y: [14.6, 0.5] },
    { label: 'floor', mark: 'rule', x: [0, 1], y: [3, 3] },
  ],
};
const table: TableContent = {
  kind: 'table',
  title: 'Report',
  rows: [
    { label: 'Size', value: '64 × 64' },
    { label: 'Factor, f', value: '4' },
  ],
};
const panel = (byte: number) => ({
  label: 'x',
  png: Uint8Array.of(byte),
  width: 1,
  height: 1,
});

describe('what a plot and a table are saved as', () => {
  it('has all series, each point with the name of its series, and a rule as its one value', () => {
    expect(plotCsv(plot)).toBe('series,Step,"Sigma, ""k"""\r\na,0,14.6\r\na,1,0.5\r\nfloor,,3\r\n');
  });

  it('has a line a row', () => {
    expect(tableCsv(table)).toBe('name,value\r\nSize,64 × 64\r\n"Factor, f",4\r\n');
    expect(tableText(table)).toBe('Report\nSize       64 × 64\nFactor, f  4\n');
  });
});

describe('contents', () => {
  const stack = (byte: number): PreviewContent => ({
    kind: 'stack',
    parts: [
      plot,
      { kind: 'frames', frames: [{ label: 'one', panels: [panel(1), panel(byte)] }] },
      { kind: 'compare', before: panel(3), after: panel(4) },
    ],
  });

  it('are the same when every byte is', () => {
    expect(sameContent(stack(2), stack(2))).toBe(true);
    expect(sameContent(stack(2), stack(9))).toBe(false);
    expect(sameContent(stack(2), plot)).toBe(false);
  });

  it('tell their pictures in order', () => {
    expect(picturesOf(stack(2)).map(({ png }) => png[0])).toEqual([1, 2, 3, 4]);
    expect(picturesOf(plot)).toEqual([]);
  });
});

it.each([
  [25, 4, [0, 8, 16, 24]],
  [3, 8, [0, 1, 2]],
  [10, 1, [9]],
  [0, 5, []],
])('of %i steps, %i spread evenly are %j', (length, count, chosen) => {
  expect(spreadEvenly(length, count)).toEqual(chosen);
});

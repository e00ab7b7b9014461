import type { PlotAxis, PlotContent, PlotSeries } from '@core/node-context';
import {
  dot,
  line,
  type Markish,
  plot,
  pointerX,
  rect,
  ruleX,
  ruleY,
  type ScaleOptions,
  tip,
} from '@observablehq/plot';
import { seriesColour, seriesDash, seriesPlaces } from './series-look';

export interface PlotSize {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Small, in a node. */
  readonly compact: boolean;
  /** Says what the point nearest the pointer is. */
  readonly pointed: boolean;
}

interface Point {
  readonly x: number;
  readonly y: number;
  /** Where its bar ends. */
  readonly next: number;
  readonly label: string;
}

/** CSS pixels from the pointer to the point it means. */
const maxRadius = 150;

/** CSS pixels that the number below a tick may take. */
const tickRoom = 75;

/** Few enough that each point can be seen for itself. */
const mostMarkedPoints = 60;

/** The drawing of a plot; colours are CSS variables of the theme. */
export function plotFigure(content: PlotContent, size: PlotSize): SVGElement | HTMLElement {
  const { x, y, series } = content;
  const places = seriesPlaces(series);
  const marks = series.flatMap((one, i) => marksOf(one, places[i] ?? i, content));
  const points = series.flatMap((one) => (one.mark === 'rule' ? [] : pointsOf(one, content)));
  const { width, height, compact } = size;
  const drawn = plot({
    width,
    height,
    marginLeft: compact ? 36 : 56,
    marginBottom: compact ? 30 : 42,
    marginTop: compact ? 16 : 26,
    marginRight: compact ? 12 : 28,
    style: {
      background: 'transparent',
      color: 'var(--text-muted)',
      fontFamily: 'inherit',
      fontSize: compact ? '9px' : '12px',
    },
    ariaLabel: content.title,
    x: scale(x, Math.min(10, Math.floor(width / tickRoom))),
    y: { ...scale(y, Math.min(8, Math.floor(height / 36))), grid: true },
    marks: size.pointed ? [...marks, ...pointerMarks(points, content)] : marks,
  });
  // One picture with one name: Plot names its groups too (`line`, `tip`), which have no role.
  drawn.setAttribute('role', 'img');
  for (const group of drawn.querySelectorAll('g[aria-label]')) group.removeAttribute('aria-label');
  return drawn;
}

const scale = (
  { label, scale: type = 'linear', reverse }: PlotAxis,
  ticks: number,
): ScaleOptions => ({
  label,
  type,
  reverse,
  ticks,
  nice: true,
});

/** What a scale cannot show is left out: no numbers, and nothing up to 0 on a logarithmic one. */
function pointsOf(series: PlotSeries, { x, y }: PlotContent): Point[] {
  const fits = (value: number, axis: PlotAxis) =>
    Number.isFinite(value) && (axis.scale !== 'log' || value > 0);
  const step = (series.x[1] ?? 1) - (series.x[0] ?? 0);
  return series.x.flatMap((at, i) => {
    const value = series.y[i] ?? Number.NaN;
    if (!fits(at, x) || !fits(value, y)) return [];
    return [{ x: at, y: value, next: series.x[i + 1] ?? at + step, label: series.label }];
  });
}

function marksOf(series: PlotSeries, index: number, content: PlotContent): Markish[] {
  const stroke = seriesColour(index);
  const points = pointsOf(series, content);
  const place = { x: 'x', y: 'y' } as const;
  switch (series.mark) {
    case 'line': {
      const drawn = line(points, {
        ...place,
        stroke,
        strokeWidth: 2,
        strokeDasharray: seriesDash(index),
      });
      if (points.length > mostMarkedPoints) return [drawn];
      return [drawn, dot(points, { ...place, r: 2, fill: stroke })];
    }
    case 'dots':
      return [dot(points, { ...place, r: 3.5, fill: stroke, fillOpacity: 0.85 })];
    case 'bar':
      return [
        rect(points, { x1: 'x', x2: 'next', y1: 0, y2: 'y', fill: stroke, fillOpacity: 0.75 }),
      ];
    case 'rule':
      return [
        ruleY(series.y.slice(0, 1), {
          stroke,
          strokeWidth: 1.5,
          strokeDasharray: seriesDash(index + 1),
        }),
      ];
  }
}

/** A line down to the axis, and what the point nearest the pointer says. */
function pointerMarks(points: Point[], { x, y }: PlotContent): Markish[] {
  const place = { x: 'x', y: 'y' } as const;
  const says = (point: Point) =>
    `${point.label}\n${x.label}: ${shortNumber(point.x)}\n${y.label}: ${shortNumber(point.y)}`;
  return [
    unnamed(ruleX(points, pointerX({ ...place, maxRadius, stroke: 'var(--border-strong)' }))),
    unnamed(
      tip(
        points,
        pointerX({
          ...place,
          maxRadius,
          title: says,
          lineHeight: 1.3,
          fill: 'var(--surface-raised)',
          stroke: 'var(--border-strong)',
        }),
      ),
    ),
  ];
}

/** These are drawn again at each move of the pointer, and each time named (see plotFigure). */
const unnamed = <T extends Markish & object>(mark: T): T =>
  Object.assign(mark, { ariaLabel: undefined });

const shortNumber = (value: number): string =>
  value.toLocaleString('en', { maximumSignificantDigits: 5 });

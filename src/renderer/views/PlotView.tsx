import type { PlotContent } from '@core/node-context';
import { useElementSize } from '@mantine/hooks';
import { useLayoutEffect, useRef } from 'react';
import { PlotLegend } from './PlotLegend';
import { plotFigure } from './plot-figure';
import type { ViewSize } from './view-size';
import classes from './views.module.css';

interface PlotViewProps {
  readonly content: PlotContent;
  readonly size: ViewSize;
}

/** CSS pixels; a large one fits on the screen with its title and buttons. */
const heights = {
  node: () => 150,
  panel: () => 280,
  large: (width: number) => Math.min(0.56 * width, 0.55 * innerHeight),
};

/** Series on axes, in the theme's colours. */
export function PlotView({ content, size }: PlotViewProps) {
  const room = useElementSize();
  const place = useRef<HTMLDivElement>(null);
  const { width } = room;
  useLayoutEffect(() => {
    if (width === 0) return;
    const height = heights[size](width);
    const compact = size === 'node';
    const figure = plotFigure(content, { width, height, compact, pointed: !compact });
    place.current?.replaceChildren(figure);
    return () => figure.remove();
  }, [content, width, size]);
  return (
    <figure className={classes.plot} data-size={size}>
      <figcaption className={classes.plotTitle}>{content.title}</figcaption>
      {new Set(content.series.map(({ label }) => label)).size > 1 && (
        <PlotLegend series={content.series} />
      )}
      <div ref={room.ref} className={classes.drawing} data-testid="plot">
        <div ref={place} />
      </div>
      {size !== 'node' && content.caption && <p className={classes.caption}>{content.caption}</p>}
    </figure>
  );
}

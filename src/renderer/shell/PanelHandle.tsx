import type { KeyboardEvent, PointerEvent } from 'react';
import classes from './RightPanel.module.css';

interface PanelHandleProps {
  readonly width: number;
  readonly least: number;
  readonly most: number;
  onResize(width: number): void;
}

/** The left edge of the panel: dragged, or moved by the arrow keys. */
export function PanelHandle({ width, least, most, onResize }: PanelHandleProps) {
  const resize = (wanted: number) => {
    // Half the window stays with the graph.
    const limit = Math.max(least, Math.min(most, window.innerWidth / 2));
    onResize(Math.round(Math.min(limit, Math.max(least, wanted))));
  };
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId))
      resize(window.innerWidth - event.clientX);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') resize(width + 16);
    if (event.key === 'ArrowRight') resize(width - 16);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be dragged or focused
    <div
      className={classes.handle}
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the panel"
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={keys}
    />
  );
}

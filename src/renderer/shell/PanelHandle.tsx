import type { KeyboardEvent, PointerEvent } from 'react';
import classes from './RightPanel.module.css';

interface PanelHandleProps {
  readonly width: number;
  readonly least: number;
  readonly most: number;
  /** The edge of the panel that it lies on: the one towards the graph. */
  readonly side?: 'left' | 'right';
  readonly label?: string;
  onResize(width: number): void;
}

/** The edge of a side panel: dragged, or moved by the arrow keys. */
export function PanelHandle({
  width,
  least,
  most,
  side = 'left',
  label = 'Width of the panel',
  onResize,
}: PanelHandleProps) {
  const resize = (wanted: number) => {
    // Half the window stays with the graph.
    const limit = Math.max(least, Math.min(most, window.innerWidth / 2));
    onResize(Math.round(Math.min(limit, Math.max(least, wanted))));
  };
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId))
      resize(side === 'left' ? window.innerWidth - event.clientX : event.clientX);
  };
  const keys = (event: KeyboardEvent) => {
    const wider = side === 'left' ? 'ArrowLeft' : 'ArrowRight';
    const narrower = side === 'left' ? 'ArrowRight' : 'ArrowLeft';
    if (event.key === wider) resize(width + 16);
    if (event.key === narrower) resize(width - 16);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be dragged or focused
    <div
      className={classes.handle}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      data-side={side}
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

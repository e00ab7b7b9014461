import { type PointerEvent, useEffect, useRef } from 'react';
import classes from './paint.module.css';
import { fillFrom, paintLine, type Raster, type Rgba, type Spot } from './raster';

export interface Brush {
  readonly tool: 'brush' | 'eraser' | 'fill';
  /** Diameter in pixels of the picture. */
  readonly size: number;
  readonly colour: Rgba;
}

interface Props {
  readonly raster: Raster | null;
  readonly brush: Brush;
  readonly label: string;
  readonly mode: 'mask' | 'palette';
  /** Address of the picture underneath. */
  readonly underlay: string | undefined;
  /** CSS colour of what is not painted. */
  readonly ground: string;
  /** After each stroke, once. */
  readonly onStroke: () => void;
}

/** The pixels under a brush. A stroke draws on the canvas alone: React hears of it when it is done. */
export function PaintSurface({ raster, brush, label, mode, underlay, ground, onStroke }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const ring = useRef<HTMLDivElement>(null);
  const last = useRef<Spot | null>(null);

  const draw = () => {
    const pen = canvas.current?.getContext('2d');
    if (raster) pen?.putImageData(new ImageData(raster.data, raster.width, raster.height), 0, 0);
  };
  // Width and height clear a canvas, so it is drawn whenever another raster comes.
  useEffect(draw, [raster]);

  const spotOf = (event: PointerEvent): Spot => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box || !raster) return { x: 0, y: 0 };
    return {
      x: ((event.clientX - box.left) / box.width) * raster.width,
      y: ((event.clientY - box.top) / box.height) * raster.height,
    };
  };
  const placeRing = (event: PointerEvent) => {
    if (!ring.current || !raster) return;
    const { x, y } = spotOf(event);
    const percent = (part: number, of: number) => `${(100 * part) / of}%`;
    ring.current.style.left = percent(x - brush.size / 2, raster.width);
    ring.current.style.top = percent(y - brush.size / 2, raster.height);
    ring.current.style.width = percent(brush.size, raster.width);
  };
  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0 || !raster) return;
    event.preventDefault();
    event.stopPropagation();
    const spot = spotOf(event);
    if (brush.tool === 'fill') {
      fillFrom(raster, spot, brush.colour);
      draw();
      onStroke();
      return;
    }
    event.currentTarget.setPointerCapture(event.pointerId);
    last.current = spot;
    paintLine(raster, spot, spot, brush.size, brush.colour);
    draw();
  };
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>) => {
    placeRing(event);
    if (!last.current || !raster) return;
    const spot = spotOf(event);
    paintLine(raster, last.current, spot, brush.size, brush.colour);
    last.current = spot;
    draw();
  };
  const onPointerUp = () => {
    if (!last.current) return;
    last.current = null;
    onStroke();
  };
  const aspect = raster ? `${raster.width} / ${raster.height}` : '1';
  return (
    <div
      className={classes.surface}
      data-mode={mode}
      data-underlay={underlay !== undefined}
      style={{ aspectRatio: aspect, backgroundColor: ground }}
    >
      {underlay !== undefined && (
        <img className={classes.layer} src={underlay} alt="" draggable={false} />
      )}
      <div className={classes.veil}>
        <canvas
          ref={canvas}
          className={classes.layer}
          width={raster?.width ?? 1}
          height={raster?.height ?? 1}
          role="img"
          aria-label={label}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={onPointerUp}
          onPointerCancel={onPointerUp}
        />
      </div>
      {brush.tool !== 'fill' && <div ref={ring} className={classes.ring} />}
    </div>
  );
}

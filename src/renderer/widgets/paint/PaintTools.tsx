import type { SemanticClass } from '@core/values';
import {
  Brush as BrushIcon,
  Contrast,
  Eraser,
  PaintBucket,
  Redo2,
  Trash2,
  Undo2,
} from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useDocument } from '../../stores/document';
import type { Brush } from './PaintSurface';
import classes from './paint.module.css';

interface Props {
  readonly tool: Brush['tool'];
  readonly onTool: (tool: Brush['tool']) => void;
  /** Pixels; the slider goes up to `mostSize`. */
  readonly size: number;
  readonly mostSize: number;
  readonly onSize: (size: number) => void;
  readonly onClear: () => void;
  /** Masks only. */
  readonly onInvert?: () => void;
  readonly palette: readonly SemanticClass[];
  /** Index of the chosen colour. */
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

/** Above the canvas: what the pointer does, how thick, in which colour. */
export function PaintTools(props: Props) {
  const { tool, onTool, size, mostSize, onSize, palette, chosen, onChoose } = props;
  const { undo, redo } = useDocument.getState();
  const group = useId();
  return (
    <div className={classes.tools}>
      <div className={classes.row} role="toolbar" aria-label="Painting tools">
        <Tool label="Brush" pressed={tool === 'brush'} onClick={() => onTool('brush')}>
          <BrushIcon size={14} />
        </Tool>
        <Tool label="Eraser" pressed={tool === 'eraser'} onClick={() => onTool('eraser')}>
          <Eraser size={14} />
        </Tool>
        <Tool label="Fill" pressed={tool === 'fill'} onClick={() => onTool('fill')}>
          <PaintBucket size={14} />
        </Tool>
        <input
          type="range"
          className={classes.size}
          aria-label="Brush size in pixels"
          title={`Brush size: ${size} px`}
          min={1}
          max={mostSize}
          value={size}
          onChange={(event) => onSize(event.currentTarget.valueAsNumber)}
        />
        <Tool label="Undo" onClick={undo}>
          <Undo2 size={14} />
        </Tool>
        <Tool label="Redo" onClick={redo}>
          <Redo2 size={14} />
        </Tool>
        {props.onInvert && (
          <Tool label="Invert" onClick={props.onInvert}>
            <Contrast size={14} />
          </Tool>
        )}
        <Tool label="Clear" onClick={props.onClear}>
          <Trash2 size={14} />
        </Tool>
      </div>
      {palette.length > 0 && (
        <div className={classes.palette} role="radiogroup" aria-label="Colour">
          {palette.map(({ name, rgb }, index) => (
            <label key={name} className={classes.swatch} title={name}>
              <input
                type="radio"
                name={group}
                aria-label={name}
                checked={index === chosen}
                onChange={() => onChoose(index)}
              />
              <span style={{ background: `rgb(${rgb.join(' ')})` }} />
            </label>
          ))}
          <span className={classes.colourName}>{palette[chosen]?.name}</span>
        </div>
      )}
    </div>
  );
}

function Tool({
  label,
  pressed,
  onClick,
  children,
}: {
  readonly label: string;
  readonly pressed?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <button
      type="button"
      className={classes.tool}
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

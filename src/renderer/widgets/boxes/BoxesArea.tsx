import type { LayoutBox, SemanticClass } from '@core/values';
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { seriesColour, seriesPlaces } from '../../views/series-look';
import {
  arrowStep,
  boxBetween,
  type Corner,
  corners,
  movedBox,
  type Place,
  resizedBox,
} from './box-math';
import classes from './boxes.module.css';

interface Props {
  readonly boxes: readonly LayoutBox[];
  readonly selected: number;
  readonly onSelect: (index: number) => void;
  /** Of a box that is drawn. */
  readonly label: string;
  /** Written once a gesture is done; keys name theirs, so that a row of them is one step of undo. */
  readonly onChange: (boxes: readonly LayoutBox[], key?: boolean) => void;
  readonly canAdd: boolean;
  /** Colours of classes that have one. */
  readonly palette: readonly SemanticClass[];
}

const percent = (part: number) => `${100 * part}%`;

type BoxStyle = CSSProperties & Partial<Record<'--hue' | '--fill', string>>;

/** Any colour may be asked for, so the edge is one that is seen on all of them. */
function paint(palette: readonly SemanticClass[], label: string): BoxStyle {
  const known = palette.find(({ name }) => name === label);
  return known ? { '--hue': 'var(--text-muted)', '--fill': `rgb(${known.rgb.join(' ')})` } : {};
}

interface Drag {
  readonly from: Place;
  readonly index: number;
  readonly corner?: Corner;
  /** Before the drag; absent: a box is being drawn. */
  readonly box?: LayoutBox;
}

/** The square that boxes lie in, a class in its colour, or else in one of the theme. What is dragged is drawn here alone until it is let go. */
export function BoxesArea({ boxes, selected, onSelect, label, onChange, canAdd, palette }: Props) {
  const area = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  const [draft, setDraft] = useState<readonly LayoutBox[] | null>(null);
  const shown = draft ?? boxes;

  const placeOf = (event: PointerEvent): Place => {
    const box = area.current?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    return {
      x: (event.clientX - box.left) / box.width,
      y: (event.clientY - box.top) / box.height,
    };
  };
  const begin = (event: PointerEvent, index: number, corner?: Corner) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    area.current?.setPointerCapture(event.pointerId);
    drag.current = { from: placeOf(event), index, corner, box: boxes[index] };
    onSelect(index);
  };
  const onPointerMove = (event: PointerEvent) => {
    const { current } = drag;
    if (!current) return;
    const to = placeOf(event);
    const by = { x: to.x - current.from.x, y: to.y - current.from.y };
    const { box, corner, index } = current;
    const next = !box
      ? boxBetween(current.from, to, label)
      : corner
        ? resizedBox(box, corner, by)
        : movedBox(box, by);
    setDraft(box ? boxes.with(index, next) : [...boxes, next]);
  };
  const onPointerUp = () => {
    drag.current = null;
    if (draft) onChange(draft);
    setDraft(null);
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const box = boxes[index];
    const by = arrowStep(event.key);
    const deletes = event.key === 'Delete' || event.key === 'Backspace';
    if (!box || (!by && !deletes)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!by) return onChange(boxes.toSpliced(index, 1));
    const next = event.shiftKey ? resizedBox(box, 'se', by) : movedBox(box, by);
    onChange(boxes.with(index, next), true);
  };
  const hues = seriesPlaces(shown);
  const styleOf = (box: LayoutBox, index: number): BoxStyle => ({
    '--hue': seriesColour(hues[index] ?? 0),
    ...paint(palette, box.label),
    left: percent(box.x),
    top: percent(box.y),
    width: percent(box.width),
    height: percent(box.height),
  });
  return (
    <div
      ref={area}
      className={classes.area}
      data-full={!canAdd}
      onPointerDown={(event) => canAdd && begin(event, boxes.length)}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
    >
      {shown.length === 0 && <span className={classes.hint}>Drag to draw a box</span>}
      {shown.map((box, index) => (
        // biome-ignore lint/a11y/useSemanticElements: a box holds corners that are dragged
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a box is known by its place in the list
          key={index}
          className={classes.box}
          data-selected={index === selected}
          role="button"
          tabIndex={0}
          aria-label={`Box ${index + 1}, ${box.label}. Arrow keys move it, with Shift they resize it, Delete removes it.`}
          style={styleOf(box, index)}
          onFocus={() => onSelect(index)}
          onPointerDown={(event) => begin(event, index)}
          onKeyDown={(event) => onKeyDown(event, index)}
        >
          <span className={classes.name}>{box.label}</span>
          {index === selected &&
            corners.map((corner) => (
              <span
                key={corner}
                className={classes.corner}
                data-corner={corner}
                onPointerDown={(event) => begin(event, index, corner)}
              />
            ))}
        </div>
      ))}
    </div>
  );
}

import { categoryIcons } from '../nodes/category-icons';
import { Marked } from './Marked';
import classes from './palette.module.css';
import type { PaletteRow } from './palette-rows';

interface PaletteLineProps {
  readonly row: PaletteRow;
  readonly active: boolean;
  readonly onPoint: () => void;
  readonly onPick: () => void;
}

/** One node of the list, under its heading where it is the first. */
export function PaletteLine({ row, active, onPoint, onPick }: PaletteLineProps) {
  const { item, marks, synonym, heading, id } = row;
  const { category, title } = item.definition;
  const Icon = categoryIcons[category];
  const lost = item.replacement?.lost.length ?? 0;
  return (
    <>
      {heading && (
        <div className={classes.heading} role="presentation">
          {heading}
        </div>
      )}
      <button
        type="button"
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={active}
        data-active={active}
        className={classes.row}
        onPointerMove={(event) => {
          // A list that changes below a resting pointer sends moves of no length: typing leads then.
          if (event.movementX !== 0 || event.movementY !== 0) onPoint();
        }}
        onClick={onPick}
      >
        <Icon size={14} style={{ color: `var(--category-${category})` }} aria-hidden />
        <Marked text={title} marks={marks} />
        {synonym && (
          <span className={classes.aside}>
            <Marked text={synonym.text} marks={synonym.marks} />
          </span>
        )}
        {lost > 0 && <span className={classes.lost}>−{lost}</span>}
      </button>
    </>
  );
}

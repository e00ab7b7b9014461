import type { NodeDefinition } from '@core/node-definition';
import type { PointerEvent } from 'react';
import { categoryIcons } from '../../canvas/nodes/category-icons';
import { Marked } from '../../canvas/palette/Marked';
import type { PaletteRow } from '../../canvas/palette/palette-rows';
import { t } from '../../text/text';
import classes from './Library.module.css';

interface LibraryRowProps {
  readonly row: PaletteRow;
  /** The pointer or the focus is on it. */
  onPoint(definition: NodeDefinition): void;
  onAdd(definition: NodeDefinition): void;
  onDrag(definition: NodeDefinition, event: PointerEvent): void;
}

/** A node of the library: dragged onto the canvas, or added by Enter or a double click. */
export function LibraryRow({ row, onPoint, onAdd, onDrag }: LibraryRowProps) {
  const { item, marks, synonym, heading } = row;
  const { definition } = item;
  const Icon = categoryIcons[definition.category];
  return (
    <>
      {heading && <h3 className={classes.heading}>{heading}</h3>}
      <button
        type="button"
        className={classes.row}
        data-testid={`library-${definition.type}`}
        aria-label={t.library.row(definition.title)}
        onFocus={() => onPoint(definition)}
        onPointerEnter={() => onPoint(definition)}
        onPointerDown={(event) => onDrag(definition, event)}
        onDoubleClick={() => onAdd(definition)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          event.stopPropagation();
          onAdd(definition);
        }}
      >
        <Icon size={14} style={{ color: `var(--category-${definition.category})` }} aria-hidden />
        <Marked text={definition.title} marks={marks} />
        {synonym && (
          <span className={classes.aside}>
            <Marked text={synonym.text} marks={synonym.marks} />
          </span>
        )}
      </button>
    </>
  );
}

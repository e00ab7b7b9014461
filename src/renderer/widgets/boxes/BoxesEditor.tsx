import { mostBoxes } from '@core/graph/layout-boxes';
import type { NodeDefinition } from '@core/node-definition';
import type { BoxesParam } from '@core/node-params';
import type { LayoutBox } from '@core/values';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { WidgetProps } from '../types';
import { useGesture } from '../use-gesture';
import { useInferArgs } from '../use-infer-args';
import widgets from '../widgets.module.css';
import { BoxesArea } from './BoxesArea';
import classes from './boxes.module.css';

export interface BoxesProps extends WidgetProps<BoxesParam, readonly LayoutBox[]> {
  readonly definition: NodeDefinition;
}

/** Where a box lies that is added by the button. */
const fresh = { x: 0.3, y: 0.3, width: 0.4, height: 0.4 } as const;

/** Boxes with a class each; the same small in a node and large in a dialog. */
export function BoxesEditor({ node, spec, value, commit, definition }: BoxesProps) {
  const args = useInferArgs(node, definition);
  const labels = spec.labels(args);
  const palette = spec.palette?.(args) ?? [];
  const [selected, setSelected] = useState(-1);
  const [next, setNext] = useState<string | null>(null);
  const gesture = useGesture();
  const box = value[selected];
  const label = box?.label ?? next ?? labels[0] ?? 'object';
  const canAdd = value.length < mostBoxes;
  const write = (boxes: readonly LayoutBox[], byKey = false) => {
    if (!byKey) gesture.begin();
    commit(
      boxes.map((one) => ({ ...one })),
      byKey ? gesture.name() : undefined,
    );
  };
  const choose = (name: string) => {
    setNext(name);
    if (box) write(value.with(selected, { ...box, label: name }));
  };
  const drawn = box ? (next ?? label) : label;
  return (
    <div className={classes.editor}>
      <div className={classes.row}>
        {labels.length > 0 ? (
          <select
            className={classes.select}
            aria-label={box ? `Class of box ${selected + 1}` : 'Class of the next box'}
            value={label}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            {(labels.includes(label) ? labels : [label, ...labels]).map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        ) : (
          <input
            className={classes.select}
            aria-label={box ? `Class of box ${selected + 1}` : 'Class of the next box'}
            value={label}
            maxLength={200}
            onChange={(event) => choose(event.currentTarget.value)}
          />
        )}
        <button
          type="button"
          className={widgets.iconButton}
          aria-label="Add a box"
          title="Add a box"
          disabled={!canAdd}
          onClick={() => {
            write([...value, { ...fresh, label: drawn }]);
            setSelected(value.length);
          }}
        >
          <Plus size={14} />
        </button>
        <button
          type="button"
          className={widgets.iconButton}
          aria-label="Delete the chosen box"
          title="Delete the chosen box"
          disabled={!box}
          onClick={() => write(value.toSpliced(selected, 1))}
        >
          <Trash2 size={14} />
        </button>
      </div>
      <BoxesArea
        boxes={value}
        selected={selected}
        onSelect={setSelected}
        label={drawn}
        onChange={write}
        canAdd={canAdd}
        palette={palette}
      />
    </div>
  );
}

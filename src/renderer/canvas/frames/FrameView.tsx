import { setParam } from '@core/graph/commands';
import type { GraphNode } from '@core/graph/document';
import { frameColours, setBounds } from '@core/graph/frames';
import { own } from '@core/graph/own';
import type { NodeDefinition } from '@core/node-definition';
import { catalog } from '@nodes';
import { NodeResizer } from '@xyflow/react';
import { useDocument } from '../../stores/document';
import { NodeTitle } from '../nodes/NodeTitle';
import { PinMark } from '../nodes/PinMark';
import { frameColour } from './frame-colour';
import classes from './frames.module.css';

interface Props {
  readonly id: string;
  readonly node: GraphNode;
  readonly definition: NodeDefinition;
}

/** Canvas units: room for a title and its colours. */
const least = { width: 220, height: 90 };

/** A box behind the nodes. Only its title and its border take the pointer. */
export function FrameView({ id, node, definition }: Props) {
  const colour = frameColour(own(node.params, 'colour'));
  const paint = (value: string) => {
    const { doc, apply } = useDocument.getState();
    const edit = setParam({ doc, catalog, id, param: 'colour', value });
    if (edit) apply({ ...edit, mergeKey: undefined });
  };
  return (
    <section
      className={classes.frame}
      aria-label={node.title ?? definition.title}
      data-frame={colour}
      data-testid={`node-${id}`}
    >
      <header className={classes.title} title="Drag to move it with all that lies inside">
        <NodeTitle id={id} title={node.title ?? definition.title} />
        <PinMark id={id} title={node.title ?? definition.title} />
        <span className={`${classes.colours} nodrag`}>
          {frameColours.map(({ value, label }) => (
            <button
              key={value}
              type="button"
              className={classes.colour}
              data-frame={value}
              data-testid={`frame-${id}-${value}`}
              aria-label={label}
              aria-pressed={value === colour}
              title={label}
              onClick={() => paint(value)}
            />
          ))}
        </span>
      </header>
      <NodeResizer
        nodeId={id}
        minWidth={least.width}
        minHeight={least.height}
        lineClassName={classes.line}
        handleClassName={classes.corner}
        onResizeEnd={(_event, bounds) => {
          const { doc, apply } = useDocument.getState();
          const edit = setBounds({ doc, catalog, id, bounds });
          if (edit) apply(edit);
        }}
      />
    </section>
  );
}

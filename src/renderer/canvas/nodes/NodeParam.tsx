import { setParam } from '@core/graph/commands';
import type { Json } from '@core/graph/document';
import type { NodeDefinition } from '@core/node-definition';
import type { ParamSpec } from '@core/node-params';
import { catalog } from '@nodes';
import { memo, useCallback } from 'react';
import { useDocument } from '../../stores/document';
import { ParamWidget } from '../../widgets/ParamWidget';
import classes from './node.module.css';

interface Props {
  readonly node: string;
  readonly name: string;
  readonly spec: ParamSpec;
  readonly value: unknown;
  readonly definition: NodeDefinition;
}

/** Widgets that need the whole width have their label above them. */
const isWide = (spec: ParamSpec) =>
  spec.kind === 'file' || spec.kind === 'model' || spec.kind === 'text';

/** A parameter's label and widget. `nodrag` and `nokey`: what one does in it is not the canvas's. */
export const NodeParam = memo(function NodeParam({ node, name, spec, value, definition }: Props) {
  const commit = useCallback(
    (next: Json, gesture?: string) => {
      const { doc, apply } = useDocument.getState();
      const edit = setParam({ doc, catalog, id: node, param: name, value: next });
      if (edit) apply({ ...edit, mergeKey: gesture && edit.mergeKey, gesture });
    },
    [node, name],
  );
  return (
    <div
      className={`${classes.param} nodrag nopan nokey`}
      data-wide={isWide(spec)}
      data-testid={`param-${node}-${name}`}
      title={spec.doc}
    >
      <label className={classes.paramLabel} htmlFor={`param-${node}-${name}`}>
        {spec.label}
      </label>
      <ParamWidget
        node={node}
        name={name}
        spec={spec}
        value={value}
        definition={definition}
        commit={commit}
      />
    </div>
  );
});

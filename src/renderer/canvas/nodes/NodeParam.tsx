import { setParam } from '@core/graph/commands';
import type { Json } from '@core/graph/document';
import { paramPort } from '@core/graph/ports-of';
import type { NodeDefinition } from '@core/node-definition';
import type { ParamSpec } from '@core/node-params';
import { portKindTitle } from '@core/ports/port-kind-title';
import type { PortType } from '@core/ports/port-type';
import { catalog } from '@nodes';
import { Handle, Position } from '@xyflow/react';
import { memo, useCallback } from 'react';
import { useDocument } from '../../stores/document';
import { ParamWidget } from '../../widgets/ParamWidget';
import { kindsOf } from './NodePort';
import classes from './node.module.css';
import { WiredValue } from './WiredValue';

interface Props {
  readonly node: string;
  readonly name: string;
  readonly spec: ParamSpec;
  readonly value: unknown;
  readonly definition: NodeDefinition;
  /** Types on its wire; absent where none is there. */
  readonly wired: readonly PortType[] | undefined;
  /** False where an input port has its name. */
  readonly wirable: boolean;
}

/** Widgets that need the whole width have their label above them. */
const isWide = (spec: ParamSpec) =>
  spec.kind === 'file' ||
  spec.kind === 'model' ||
  spec.kind === 'onnx' ||
  spec.kind === 'text' ||
  spec.kind === 'paint' ||
  spec.kind === 'boxes';

/**
 * A parameter's label and widget, and a small handle for a wire that drives it. `nodrag` and `nokey`:
 * what one does in it is not the canvas's.
 */
export const NodeParam = memo(function NodeParam(props: Props) {
  const { node, name, spec, value, definition, wired } = props;
  const port = props.wirable ? paramPort(spec) : undefined;
  const kinds = port ? kindsOf(port) : [];
  const commit = useCallback(
    (next: Json, gesture?: string) => {
      const { doc, apply } = useDocument.getState();
      const edit = setParam({ doc, catalog, id: node, param: name, value: next });
      if (edit) apply({ ...edit, mergeKey: gesture && edit.mergeKey, gesture });
    },
    [node, name],
  );
  const what = kinds.map(portKindTitle).join(' or ');
  const id = `param-${node}-${name}`;
  return (
    <div
      className={`${classes.param} nodrag nopan nokey`}
      data-wide={isWide(spec)}
      data-kind={kinds[0]}
      data-testid={id}
      title={spec.doc}
    >
      {port && (
        <Handle
          id={name}
          type="target"
          position={Position.Left}
          className={classes.paramHandle}
          data-testid={`port-${node}-in-${name}`}
          data-wired={wired !== undefined}
          role="img"
          aria-label={`${spec.label}, parameter, takes ${what}`}
          title={`Wire a ${what} here to set ${spec.label}.`}
        />
      )}
      <label className={classes.paramLabel} htmlFor={id}>
        {spec.label}
      </label>
      {wired ? (
        <WiredValue id={id} spec={spec} type={wired[0]} />
      ) : (
        <ParamWidget
          node={node}
          name={name}
          spec={spec}
          value={value}
          definition={definition}
          commit={commit}
        />
      )}
    </div>
  );
});

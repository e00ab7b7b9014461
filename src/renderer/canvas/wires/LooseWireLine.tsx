import { own } from '@core/graph/own';
import { catalog } from '@nodes';
import type { ConnectionLineComponentProps } from '@xyflow/react';
import { useDocument } from '../../stores/document';
import { useLibrary } from '../../stores/library';
import type { FlowNode } from '../flow-types';
import { declaredTypes } from './port-fit';
import { wirePath } from './wire-path';
import classes from './wires.module.css';

/** The wire at the pointer, in its kind's colour; dashed where it may not end. */
export function LooseWireLine({
  fromX,
  fromY,
  toX,
  toY,
  fromPosition,
  toPosition,
  fromHandle,
  connectionStatus,
}: ConnectionLineComponentProps<FlowNode>) {
  const node = useDocument((state) => own(state.doc.nodes, fromHandle.nodeId));
  const known = useDocument(
    (state) =>
      own(own(state.analysis.nodes, fromHandle.nodeId)?.outputs ?? {}, fromHandle.id ?? '')?.kind,
  );
  const side = fromHandle.type === 'source' ? 'output' : 'input';
  const declared = declaredTypes(catalog, node, fromHandle.id ?? '', side)[0]?.kind;
  const kind = (side === 'output' ? known : undefined) ?? declared ?? 'unknown';
  const style = useLibrary((library) => library.settings.wireStyle);
  const start = { x: fromX, y: fromY, position: fromPosition };
  const end = { x: toX, y: toY, position: toPosition };
  const [source, target] = side === 'output' ? [start, end] : [end, start];
  const [path] = wirePath(
    {
      sourceX: source.x,
      sourceY: source.y,
      sourcePosition: source.position,
      targetX: target.x,
      targetY: target.y,
      targetPosition: target.position,
    },
    style,
  );
  return (
    <g className={classes.wire} data-kind={kind} data-refused={connectionStatus === 'invalid'}>
      <path d={path} className={`react-flow__connection-path ${classes.loose}`} />
    </g>
  );
}

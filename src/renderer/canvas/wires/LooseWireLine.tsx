import { own } from '@core/graph/own';
import { catalog } from '@nodes';
import { type ConnectionLineComponentProps, getBezierPath } from '@xyflow/react';
import { useDocument } from '../../stores/document';
import type { FlowNode } from '../flow-types';
import { declaredTypes } from './port-fit';
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
  const [path] = getBezierPath({
    sourceX: fromX,
    sourceY: fromY,
    sourcePosition: fromPosition,
    targetX: toX,
    targetY: toY,
    targetPosition: toPosition,
  });
  return (
    <g className={classes.wire} data-kind={kind} data-refused={connectionStatus === 'invalid'}>
      <path d={path} className={`react-flow__connection-path ${classes.loose}`} />
    </g>
  );
}

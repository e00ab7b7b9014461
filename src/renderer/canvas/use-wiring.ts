import { disconnect } from '@core/graph/commands';
import type { Point } from '@core/graph/document';
import { own } from '@core/graph/own';
import { catalog } from '@nodes';
import {
  type OnConnectEnd,
  type OnConnectStart,
  type OnReconnect,
  useReactFlow,
} from '@xyflow/react';
import { type RefObject, useMemo, useRef } from 'react';
import { useDocument } from '../stores/document';
import { openPalette } from './canvas-ui';
import type { FlowEdge, FlowNode } from './flow-types';
import {
  applyDrop,
  beginConnection,
  checkDrop,
  endConnection,
  useConnectionSession,
} from './wires/connection-session';
import { createPortFit, declaredTypes, markPorts } from './wires/port-fit';

const clientPoint = (event: MouseEvent | TouchEvent): Point => {
  const { clientX, clientY } =
    'changedTouches' in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event;
  return { x: clientX, y: clientY };
};

/** Dragging wires: new ones from ports, old ones by their ends. Handlers for React Flow. */
export function useWiring(canvas: RefObject<HTMLElement | null>) {
  const { screenToFlowPosition } = useReactFlow<FlowNode, FlowEdge>();
  const unmark = useRef<(() => void) | null>(null);
  const taken = useRef<string | null>(null);

  return useMemo(() => {
    const finish = () => {
      unmark.current?.();
      unmark.current = null;
      taken.current = null;
      endConnection();
    };
    const onConnectStart: OnConnectStart = (_event, { nodeId, handleId, handleType }) => {
      if (nodeId === null || handleId === null) return;
      const from = { node: nodeId, port: handleId };
      const direction = handleType === 'target' ? 'from-input' : 'from-output';
      beginConnection(from, direction, taken.current);
      if (!canvas.current) return;
      const { doc, analysis } = useDocument.getState();
      const outputs = own(analysis.nodes, from.node)?.outputs ?? {};
      const type = direction === 'from-output' ? own(outputs, from.port) : undefined;
      unmark.current = markPorts(
        canvas.current,
        createPortFit(catalog, doc, { from, direction, type }),
      );
    };
    /** A new wire over empty canvas asks what to put there. */
    const onConnectEnd: OnConnectEnd = (event, { toHandle }) => {
      const { session } = useConnectionSession.getState();
      if (!session || session.detached !== null) return;
      finish();
      const overPane =
        event.target instanceof Element && event.target.classList.contains('react-flow__pane');
      if (toHandle || !overPane) return;
      const { doc, analysis } = useDocument.getState();
      const { from, direction } = session;
      const side = direction === 'from-output' ? 'output' : 'input';
      const known =
        side === 'output'
          ? own(own(analysis.nodes, from.node)?.outputs ?? {}, from.port)
          : undefined;
      const type = known ?? declaredTypes(catalog, own(doc.nodes, from.node), from.port, side)[0];
      if (!type) return;
      const at = clientPoint(event);
      openPalette({ at, place: screenToFlowPosition(at), wire: { from, direction, type } });
    };
    const onReconnect: OnReconnect<FlowEdge> = (_edge, connection) => applyDrop(connection);
    /** An old wire over empty canvas is let go; over a port that refuses it, it springs back. */
    const onReconnectEnd = (
      _event: MouseEvent | TouchEvent,
      edge: FlowEdge,
      _type: unknown,
      state: { toHandle: unknown },
    ) => {
      finish();
      if (state.toHandle) return;
      const { doc, apply } = useDocument.getState();
      const edit = disconnect({ doc, catalog, edges: [edge.id] });
      if (edit) apply(edit);
    };
    return {
      onConnectStart,
      onConnect: applyDrop,
      onConnectEnd,
      onReconnectStart: (_event: unknown, edge: FlowEdge) => {
        taken.current = edge.id;
      },
      onReconnect,
      onReconnectEnd,
      isValidConnection: (connection: Parameters<typeof checkDrop>[0] | FlowEdge) =>
        checkDrop({
          source: connection.source,
          sourceHandle: connection.sourceHandle ?? null,
          target: connection.target,
          targetHandle: connection.targetHandle ?? null,
        }).ok,
    };
  }, [canvas, screenToFlowPosition]);
}

import type { Point } from '@core/graph/document';
import { useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect, useMemo } from 'react';
import { registerCanvas } from '../../stores/canvas-actions';
import { useDocument } from '../../stores/document';
import type { CanvasActions } from '../../stores/types';
import { openPalette } from '../canvas-ui';
import type { FlowEdge, FlowNode } from '../flow-types';
import {
  addImageNode,
  copySelection,
  cutSelection,
  duplicateSelection,
  pasteAt,
  removeSelection,
  selectAll,
} from './edit-actions';
import { pointerOnCanvas } from './pointer';

/** Milliseconds of camera moves. */
export const glide = { duration: 200 };
export const fitOptions = { padding: 0.06, maxZoom: 1.1, ...glide };

/** What menus, keys and the shell can make the canvas do. */
export function useCanvasActions(canvas: RefObject<HTMLElement | null>): CanvasActions {
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const actions = useMemo<CanvasActions>(() => {
    const middle = (): Point => {
      const rect = canvas.current?.getBoundingClientRect();
      return rect
        ? { x: rect.left + rect.width / 2, y: rect.top + rect.height / 2 }
        : { x: 0, y: 0 };
    };
    const focusPoint = () => pointerOnCanvas() ?? middle();
    return {
      fit: () => void flow.fitView(fitOptions),
      zoomIn: () => void flow.zoomIn(glide),
      zoomOut: () => void flow.zoomOut(glide),
      openPalette: () => {
        const at = focusPoint();
        openPalette({ at, place: flow.screenToFlowPosition(at) });
      },
      centerOn: (node) => {
        useDocument.getState().select([node]);
        void flow.fitView({ nodes: [{ id: node }], maxZoom: 1, padding: 0.3, ...glide });
      },
      show: (nodes) => void flow.fitView({ ...fitOptions, nodes: nodes.map((id) => ({ id })) }),
      copy: () => void copySelection(),
      cut: () => void cutSelection(),
      paste: () => void pasteAt(flow.screenToFlowPosition(focusPoint())),
      addImage: (file, at) => addImageNode(file, flow.screenToFlowPosition(at ?? focusPoint())),
      duplicate: duplicateSelection,
      deleteSelection: () => removeSelection(),
      selectAll,
    };
  }, [flow, canvas]);
  useEffect(() => registerCanvas(actions), [actions]);
  return actions;
}

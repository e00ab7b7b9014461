import type { Point } from '@core/graph/document';
import { useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect, useMemo } from 'react';
import { registerCanvas } from '../../stores/canvas-actions';
import { useDocument } from '../../stores/document';
import type { CanvasActions } from '../../stores/types';
import { isMotionReduced } from '../../theme/reduced-motion';
import { arrangeSelection } from '../arrange/arrange-actions';
import { openPalette } from '../canvas-ui';
import type { FlowEdge, FlowNode } from '../flow-types';
import {
  addImageNode,
  addModelNode,
  copySelection,
  cutSelection,
  duplicateSelection,
  pasteAt,
  removeSelection,
  selectAll,
} from './edit-actions';
import { pointerOnCanvas } from './pointer';

/** Milliseconds. */
const glideMs = 200;
/** Of camera moves; asked for at each move. */
export const glide = {
  get duration() {
    return isMotionReduced() ? 0 : glideMs;
  },
};
const fit = { padding: 0.06, maxZoom: 1.1 };
export const fitOptions = () => ({ ...fit, ...glide });

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
      view: () => flow.getViewport(),
      fit: () => void flow.fitView(fitOptions()),
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
      show: (nodes) => void flow.fitView({ ...fitOptions(), nodes: nodes.map((id) => ({ id })) }),
      copy: () => void copySelection(),
      cut: () => void cutSelection(),
      paste: () => void pasteAt(flow.screenToFlowPosition(focusPoint())),
      addImage: (file, at) => addImageNode(file, flow.screenToFlowPosition(at ?? focusPoint())),
      addModel: (model, at) => addModelNode(model, flow.screenToFlowPosition(at ?? focusPoint())),
      duplicate: duplicateSelection,
      deleteSelection: () => removeSelection(),
      selectAll,
      arrange: (what) =>
        arrangeSelection(what, {
          nodeOf: (id) => flow.getInternalNode(id),
          showAll: () => void flow.fitView(fitOptions()),
        }),
    };
  }, [flow, canvas]);
  useEffect(() => registerCanvas(actions), [actions]);
  return actions;
}

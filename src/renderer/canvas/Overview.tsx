import { frameType } from '@core/graph/frames';
import { own } from '@core/graph/own';
import { catalog } from '@nodes';
import { MiniMap, useStore } from '@xyflow/react';
import { useDocument } from '../stores/document';
import classes from './canvas.module.css';
import type { FlowNode } from './flow-types';
import { frameColour } from './frames/frame-colour';
import { OverviewNode } from './OverviewNode';

/** Pixels; React Flow reads them from here to place what it draws. */
const size = { width: 140, height: 92 };

const categoryColour = (node: FlowNode) => {
  const found = own(useDocument.getState().doc.nodes, node.id);
  const type = found?.type ?? '';
  // It may be drawn after what lies in it.
  if (found && type === frameType)
    return `color-mix(in srgb, var(--frame-${frameColour(own(found.params, 'colour'))}) 25%, transparent)`;
  return `var(--category-${catalog.get(type)?.category ?? 'unknown'})`;
};

/** The whole graph, small: only while a part of it is out of sight. */
export function Overview() {
  const hidden = useStore(({ nodeLookup, transform: [left, top, zoom], width, height }) => {
    for (const { internals, measured } of nodeLookup.values()) {
      const x = internals.positionAbsolute.x * zoom + left;
      const y = internals.positionAbsolute.y * zoom + top;
      const right = x + (measured.width ?? 0) * zoom;
      const bottom = y + (measured.height ?? 0) * zoom;
      if (x < 0 || y < 0 || right > width || bottom > height) return true;
    }
    return false;
  });
  if (!hidden) return null;
  return (
    <MiniMap
      pannable
      zoomable
      className={classes.minimap}
      style={size}
      nodeColor={categoryColour}
      nodeBorderRadius={12}
      nodeComponent={OverviewNode}
      ariaLabel="Overview of the graph"
    />
  );
}

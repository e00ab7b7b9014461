import { own } from '@core/graph/own';
import { describePort } from '@core/ports/describe-port';
import { catalog } from '@nodes';
import { EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { memo, useState } from 'react';
import { useDocument } from '../../stores/document';
import { useLibrary } from '../../stores/library';
import { t } from '../../text/text';
import { useCanvasUi } from '../canvas-ui';
import type { FlowEdge } from '../flow-types';
import { useStable } from '../use-stable';
import { declaredTypes } from './port-fit';
import { wirePath } from './wire-path';
import classes from './wires.module.css';

/**
 * A wire in the colour of what it carries; pointed at or selected, or with the labels switched on, it
 * says what that is.
 */
export const WireEdge = memo(function WireEdge({
  id,
  source,
  sourceHandleId,
  target,
  selected,
  ...ends
}: EdgeProps<FlowEdge>) {
  const far = useCanvasUi((state) => state.far);
  const [hovered, setHovered] = useState(false);
  const port = sourceHandleId ?? '';
  const type = useDocument(
    useStable(
      ({ analysis, doc }) =>
        own(own(analysis.nodes, source)?.outputs ?? {}, port) ??
        declaredTypes(catalog, own(doc.nodes, source), port, 'output')[0],
    ),
  );
  const problem = useDocument(
    ({ analysis }) =>
      own(analysis.nodes, target)?.problems.find((found) => found.edge === id)?.message,
  );
  const style = useLibrary((library) => library.settings.wireStyle);
  const labels = useLibrary((library) => library.settings.wireLabels);
  const [path, labelX, labelY] = wirePath(ends, style);
  const active = hovered || selected;
  return (
    <g
      className={classes.wire}
      data-kind={type?.kind ?? 'unknown'}
      data-active={active}
      data-problem={problem !== undefined}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
    >
      {active && <path d={path} className={classes.halo} />}
      <path d={path} className={`react-flow__edge-path ${classes.line}`} />
      {!far && <path d={path} className={`react-flow__edge-interaction ${classes.reach}`} />}
      {(active || (labels && !far)) && (
        <EdgeLabelRenderer>
          <div
            className={classes.label}
            data-active={active}
            data-problem={problem !== undefined}
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
          >
            {problem ?? (type ? describePort(type) : t.wires.unknown)}
          </div>
        </EdgeLabelRenderer>
      )}
    </g>
  );
});

import { nodeTitle } from '@core/graph/node-title';
import { own } from '@core/graph/own';
import { inputPortAt, outputPortAt } from '@core/graph/ports-of';
import { catalog } from '@nodes';
import { Position, useReactFlow, useStoreApi, ViewportPortal } from '@xyflow/react';
import { useDocument } from '../../stores/document';
import { useLibrary } from '../../stores/library';
import { t } from '../../text/text';
import type { FlowEdge, FlowNode } from '../flow-types';
import { type Bundle, useBundle } from './bundle';
import { HintBox } from './HintBox';
import type { HintText } from './hint-text';
import { wirePath } from './wire-path';
import classes from './wires.module.css';

/** The wires that are moved together: from their far ends to the pointer, and what letting go does. */
export function BundleLayer() {
  const bundle = useBundle((state) => state.bundle);
  return bundle && <Lines bundle={bundle} />;
}

function Lines({ bundle }: { readonly bundle: Bundle }) {
  const store = useStoreApi<FlowNode, FlowEdge>();
  const { screenToFlowPosition } = useReactFlow<FlowNode, FlowEdge>();
  const style = useLibrary((library) => library.settings.wireStyle);
  const { nodeLookup, domNode } = store.getState();
  const pointer = screenToFlowPosition({ x: bundle.x, y: bundle.y }, { snapToGrid: false });
  const { analysis } = useDocument.getState();
  const lines = bundle.wires.flatMap(({ id, far }) => {
    const node = nodeLookup.get(far.node);
    const bounds = node?.internals.handleBounds?.[bundle.side === 'output' ? 'target' : 'source'];
    const handle = bounds?.find((one) => one.id === far.port);
    if (!node || !handle) return [];
    const at = {
      x: node.internals.positionAbsolute.x + handle.x + handle.width / 2,
      y: node.internals.positionAbsolute.y + handle.y + handle.height / 2,
    };
    const [source, target] = bundle.side === 'output' ? [pointer, at] : [at, pointer];
    const ends = {
      ...{ sourceX: source.x, sourceY: source.y, sourcePosition: Position.Right },
      ...{ targetX: target.x, targetY: target.y, targetPosition: Position.Left },
    };
    const origin = bundle.side === 'output' ? bundle.from : far;
    const type = own(own(analysis.nodes, origin.node)?.outputs ?? {}, origin.port);
    return [{ id, kind: type?.kind ?? 'unknown', path: wirePath(ends, style)[0] }];
  });
  const hint = bundleHint(bundle);
  const corner = domNode?.getBoundingClientRect();
  return (
    <>
      <ViewportPortal>
        <svg className={classes.bundle} aria-hidden>
          {lines.map(({ id, kind, path }) => (
            <g
              key={id}
              className={classes.wire}
              data-kind={kind}
              data-refused={bundle.answer?.ok === false}
            >
              <path d={path} className={`react-flow__connection-path ${classes.loose}`} />
            </g>
          ))}
        </svg>
      </ViewportPortal>
      {hint && corner && (
        <HintBox at={{ x: bundle.x - corner.left, y: bundle.y - corner.top }} hint={hint} />
      )}
    </>
  );
}

function bundleHint({ over, answer, side, wires }: Bundle): HintText | null {
  if (!over || !answer) return null;
  if (!answer.ok) return { tone: 'bad', text: answer.error.message, detail: answer.error.hint };
  const { doc } = useDocument.getState();
  const port = (side === 'input' ? inputPortAt : outputPortAt)(doc, catalog, over);
  const label = port?.label ?? over.port;
  return {
    tone: 'good',
    text: t.wires.moveAll(wires.length, label, nodeTitle(doc, catalog, over.node)),
  };
}

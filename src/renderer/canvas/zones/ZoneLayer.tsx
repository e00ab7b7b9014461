import { isPinned } from '@core/graph/arrange';
import { moveNodes } from '@core/graph/commands';
import type { Point } from '@core/graph/document';
import { own } from '@core/graph/own';
import { catalog } from '@nodes';
import { useReactFlow, useStoreApi, ViewportPortal } from '@xyflow/react';
import { type PointerEvent, useRef } from 'react';
import { useDocument } from '../../stores/document';
import { useRun } from '../../stores/run';
import { moveLocally, useFlow } from '../flow-store';
import { useStable } from '../use-stable';
import { useZoneRect } from './use-zone-rect';
import { zoneLabel } from './zone-label';
import classes from './zones.module.css';

/** The loops of the graph: a tinted area behind the nodes of each, with a label to move them by. */
export function ZoneLayer() {
  const zones = useDocument(
    useStable(({ analysis }) =>
      Object.entries(analysis.zones).map(([id, { begin, body, end }]) => ({
        id,
        begin,
        members: [begin, ...body, end],
      })),
    ),
  );
  return (
    <ViewportPortal>
      {zones.map((zone) => (
        <ZoneArea key={zone.id} {...zone} />
      ))}
    </ViewportPortal>
  );
}

interface Props {
  readonly id: string;
  readonly begin: string;
  readonly members: readonly string[];
}

function ZoneArea({ id, begin, members }: Props) {
  const rect = useZoneRect(members);
  const label = useDocument(({ doc, analysis }) => zoneLabel(doc, analysis, catalog, begin));
  const iteration = useRun(({ nodes }) => {
    const running = members
      .map((member) => own(nodes, member))
      .find((node) => node?.state === 'running' && node.of !== undefined);
    return running ? `${running.iteration ?? 0} / ${running.of}` : null;
  });
  const drag = useZoneDrag(members);
  if (!rect) return null;
  return (
    <div
      className={classes.zone}
      data-testid={`zone-${id}`}
      data-running={iteration !== null}
      style={{
        transform: `translate(${rect.x}px, ${rect.y}px)`,
        width: rect.width,
        height: rect.height,
      }}
    >
      <div className={`${classes.label} nopan`} title="Drag to move the whole loop" {...drag}>
        {label}
        {iteration && <span className={classes.iteration}>{iteration}</span>}
      </div>
    </div>
  );
}

/** Moves all nodes of the loop with its label: live while dragging, one edit when let go. */
function useZoneDrag(members: readonly string[]) {
  const { getZoom } = useReactFlow();
  const store = useStoreApi();
  const press = useRef<{
    readonly x: number;
    readonly y: number;
    readonly from: Readonly<Record<string, Point>>;
  } | null>(null);
  const moved = (event: PointerEvent): Record<string, Point> => {
    const start = press.current;
    if (!start) return {};
    const { snapToGrid, snapGrid } = store.getState();
    const [gridX, gridY] = snapToGrid ? snapGrid : [1, 1];
    const dx = Math.round((event.clientX - start.x) / getZoom() / gridX) * gridX;
    const dy = Math.round((event.clientY - start.y) / getZoom() / gridY) * gridY;
    return Object.fromEntries(
      Object.entries(start.from).map(([id, { x, y }]) => [
        id,
        { x: Math.round(x + dx), y: Math.round(y + dy) },
      ]),
    );
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      const { nodes } = useFlow.getState();
      const from = nodes
        .filter(({ id }) => members.includes(id) && !isPinned(useDocument.getState().doc, id))
        .map((node) => [node.id, node.position] as const);
      press.current = { x: event.clientX, y: event.clientY, from: Object.fromEntries(from) };
      useDocument.getState().select(members);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (press.current) moveLocally(moved(event), true);
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (!press.current) return;
      const positions = moved(event);
      press.current = null;
      moveLocally(positions, false);
      const { doc, apply } = useDocument.getState();
      const edit = moveNodes({ doc, catalog, positions });
      if (edit) apply({ ...edit, mergeKey: undefined });
    },
  };
}

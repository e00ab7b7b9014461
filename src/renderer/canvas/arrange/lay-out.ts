import { gridStep } from '@core/graph/arrange';
import { layoutEdit } from '@core/graph/auto-layout/layout-edit';
import { type LayoutBox, planLayout } from '@core/graph/auto-layout/plan-layout';
import { estimateBounds } from '@core/graph/estimate-size';
import { catalog } from '@nodes';
import type { InternalNode } from '@xyflow/react';
import { useDocument } from '../../stores/document';
import { useLibrary } from '../../stores/library';
import { notifyDone, notifyError } from '../../stores/notify';
import { t } from '../../text/text';
import type { FlowNode } from '../flow-types';
import { frameContents, placedNodes } from '../frames/frame-contents';
import { zonePadding } from '../zones/zone-geometry';
import { glideFrom } from './glide';
import { runElk } from './run-elk';

/** What the layout needs of the canvas: nodes with their ports as drawn, and a way to show all of them. */
export interface DrawnCanvas {
  readonly nodeOf: (id: string) => InternalNode<FlowNode> | undefined;
  readonly showAll: () => void;
}

/** Lays out the selection where it is of two nodes or more, else the whole graph; one step of undo. */
export async function layOut({ nodeOf, showAll }: DrawnCanvas): Promise<void> {
  const { doc, analysis, documentId, selectedNodes } = useDocument.getState();
  const some = [...selectedNodes].flatMap((id) => [id, ...frameContents(id)]);
  const isWhole = some.length < 2;
  const chosen = new Set(isWhole ? Object.keys(doc.nodes) : some);
  const boxes = boxesOf(nodeOf).filter(({ id }) => chosen.has(id));
  const layout = { doc, catalog, zones: analysis.zones, zonePadding, boxes };
  const plan = planLayout(layout);
  const grid = useLibrary.getState().settings.snapToGrid ? gridStep : 1;
  let places: Awaited<ReturnType<typeof runElk>>;
  try {
    places = await runElk(plan);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    notifyError(t.arrange.layoutFailed, { code: 'layout', message, hint: t.arrange.layoutHint });
    return;
  }
  const now = useDocument.getState();
  // Another graph, or another state of this one: places of nodes that may be gone.
  if (now.documentId !== documentId || now.doc.nodes !== doc.nodes) return;
  const edit = layoutEdit({ layout, plan, places, grid });
  if (!edit) {
    notifyDone(t.arrange.inPlace);
    return;
  }
  const before = Object.fromEntries(boxes.map(({ id, x, y }) => [id, { x, y }]));
  glideFrom(
    before,
    () => now.apply(edit),
    () => isWhole && showAll(),
  );
}

/** As drawn, with the heights of the ports; what was never on screen is estimated. */
function boxesOf(nodeOf: DrawnCanvas['nodeOf']): readonly LayoutBox[] {
  const { doc } = useDocument.getState();
  const placed = placedNodes();
  const drawn = new Set(placed.map(({ id }) => id));
  const estimated = estimateBounds(doc, (type) => catalog.get(type)).filter(
    ({ id }) => !drawn.has(id),
  );
  return [
    ...estimated,
    ...placed.map((box) => {
      const bounds = nodeOf(box.id)?.internals.handleBounds;
      return { ...box, inputs: middles(bounds?.target), outputs: middles(bounds?.source) };
    }),
  ];
}

type Handles = NonNullable<InternalNode['internals']['handleBounds']>['source'];

const middles = (handles: Handles | undefined) =>
  Object.fromEntries((handles ?? []).map(({ id, y, height }) => [id ?? '', y + height / 2]));

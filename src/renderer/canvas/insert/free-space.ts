import type { Point } from '@core/graph/document';
import { estimateBounds, estimateSize } from '@core/graph/estimate-size';
import type { Bounds } from '@core/graph/frames';
import { freePlace } from '@core/graph/free-place';
import type { NodeDefinition } from '@core/node-definition';
import { catalog } from '@nodes';
import { useDocument } from '../../stores/document';
import { useFlow } from '../flow-store';

/** What lies on the canvas, as large as it is drawn; what was not drawn yet is estimated. */
export function takenBounds(): readonly Bounds[] {
  const drawn = new Map(useFlow.getState().nodes.map((node) => [node.id, node]));
  const { doc } = useDocument.getState();
  return estimateBounds(doc, (type) => catalog.get(type)).map((box) => {
    const measured = drawn.get(box.id)?.measured;
    return {
      ...box,
      width: measured?.width ?? box.width,
      height: measured?.height ?? box.height,
    };
  });
}

/** Top left corner for a new node, as near to `at` as it lies over no other; canvas units. */
export const placeFor = (definition: NodeDefinition, at: Point): Point =>
  freePlace({ taken: takenBounds(), size: estimateSize(definition), at });

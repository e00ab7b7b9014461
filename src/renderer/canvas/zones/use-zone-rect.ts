import { useStore } from '@xyflow/react';
import { sameContent } from '../use-stable';
import { type Rect, zoneRect } from './zone-geometry';

/** The area of a loop where its nodes are drawn now; null before they were measured. */
export const useZoneRect = (members: readonly string[]): Rect | null =>
  useStore(
    ({ nodeLookup }) =>
      zoneRect(
        members.flatMap((member) => {
          const node = nodeLookup.get(member);
          const { width, height } = node?.measured ?? {};
          return node && width && height
            ? [{ ...node.internals.positionAbsolute, width, height }]
            : [];
        }),
      ),
    sameContent,
  );

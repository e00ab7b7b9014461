import type { ZoneAnalysis } from '../analysis';
import type { GraphDocument } from '../document';
import { type Bounds, framePadding, frameType, insideFrame } from '../frames';
import { own } from '../own';

export interface Padding {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

export type Box = Bounds & { readonly id: string };

/** Nodes that stay together: those of a loop, or those inside a frame. */
export interface LayoutGroup {
  readonly id: string;
  readonly kind: 'zone' | 'frame';
  readonly members: ReadonlySet<string>;
  readonly padding: Padding;
}

interface Args {
  readonly doc: GraphDocument;
  readonly zones: Readonly<Record<string, ZoneAnalysis>>;
  readonly zonePadding: Padding;
  readonly boxes: readonly Box[];
  /** What can be placed: neither frames nor notes. */
  readonly placeable: ReadonlySet<string>;
}

/**
 * Loops, and the frames that fit around them, outermost first: of any two groups, one holds all of the
 * other or they share nothing. A frame that cuts through another group is left out.
 */
export function layoutGroups(args: Args): readonly LayoutGroup[] {
  const { doc, zones, zonePadding, boxes, placeable } = args;
  const ofZones = Object.entries(zones).map(([id, { begin, body, end }]) =>
    group(`zone ${id}`, 'zone', [begin, ...body, end], placeable, zonePadding),
  );
  const frames = boxes.filter(({ id }) => own(doc.nodes, id)?.type === frameType);
  const ofFrames = frames
    .sort((a, b) => b.width * b.height - a.width * a.height)
    .map((frame) => group(frame.id, 'frame', insideFrame(frame, boxes), placeable, framePadding));
  const accepted: LayoutGroup[] = [];
  for (const candidate of [...ofZones, ...ofFrames]) {
    if (candidate.members.size > 0 && accepted.every((one) => nests(one, candidate)))
      accepted.push(candidate);
  }
  // Of a frame around just a loop, the frame is the outer one.
  const rank = ({ kind }: LayoutGroup) => (kind === 'frame' ? 0 : 1);
  return accepted.sort((a, b) => b.members.size - a.members.size || rank(a) - rank(b));
}

const group = (
  id: string,
  kind: LayoutGroup['kind'],
  ids: readonly string[],
  placeable: ReadonlySet<string>,
  padding: Padding,
): LayoutGroup => ({
  ...{ id, kind, padding },
  members: new Set(ids.filter((member) => placeable.has(member))),
});

function nests({ members: a }: LayoutGroup, { members: b }: LayoutGroup): boolean {
  const shared = [...b].filter((id) => a.has(id)).length;
  return shared === 0 || shared === a.size || shared === b.size;
}

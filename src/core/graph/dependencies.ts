import type { GraphDocument } from './document';
import { own } from './own';
import { ancestors, descendants, topologyOf } from './topology';

/** What some nodes and wires need, and what needs them. */
export interface Dependencies {
  /** The nodes asked for are in neither. */
  readonly upstream: ReadonlySet<string>;
  readonly downstream: ReadonlySet<string>;
  readonly wiresIn: ReadonlySet<string>;
  readonly wiresOut: ReadonlySet<string>;
}

/**
 * Everything that nodes and wires depend on and feed, through the whole graph. A wire depends on its
 * source and feeds its target; it is itself on both sides.
 */
export function dependenciesOf(
  doc: GraphDocument,
  nodes: Iterable<string>,
  wires: Iterable<string> = [],
): Dependencies {
  const asked = new Set([...nodes].filter((id) => own(doc.nodes, id)));
  const held = [...wires].flatMap((id) => {
    const edge = own(doc.edges, id);
    return edge ? [{ id, ...edge }] : [];
  });
  const upstream = ancestors(doc, [...asked, ...held.map(({ from }) => from.node)]);
  const downstream = descendants(doc, [...asked, ...held.map(({ to }) => to.node)]);
  const { into, outOf } = topologyOf(doc);
  const wiresIn = [...upstream].flatMap((id) => into(id).map((wire) => wire.id));
  const wiresOut = [...downstream].flatMap((id) => outOf(id).map((wire) => wire.id));
  const both = held.map(({ id }) => id);
  return {
    upstream: without(upstream, asked),
    downstream: without(downstream, asked),
    wiresIn: new Set([...wiresIn, ...both]),
    wiresOut: new Set([...wiresOut, ...both]),
  };
}

const without = (all: ReadonlySet<string>, some: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...all].filter((id) => !some.has(id)));

import type { Endpoint } from '../document';
import { own } from '../own';
import { topologyOf } from '../topology';
import { type FlatPlace, flatId, type OuterWire, portKey } from './flat-graph';
import type { Frame } from './frame';
import { boundaryPort, graphInputType, graphOutputType } from './inner-graph';

export type Found =
  /** `end`: in the flat graph. `outer`: the wire into a top-level subgraph that was followed. */
  | { readonly kind: 'source'; readonly end: Endpoint; readonly outer?: OuterWire }
  /** It comes from a Graph input whose port has no wire. */
  | { readonly kind: 'unwired'; readonly border: FlatPlace }
  /** It comes from a subgraph's output that nothing leads to inside, or that is not there. */
  | { readonly kind: 'empty'; readonly border: FlatPlace };

/** Follows a wire back, in and out of subgraphs, to the node that makes the value. */
export function resolveSource(frame: Frame, from: Endpoint): Found {
  let here = frame;
  let end = from;
  let outer: OuterWire | undefined;
  /** The output that was gone into last: what is empty where nothing is found. */
  let border: FlatPlace | undefined;
  // Subgraphs that only pass a value on may be wired in a circle.
  const passed = new Set<string>();
  for (;;) {
    const { node, port } = end;
    const key = portKey(flatId([...here.path, node]), port);
    if (passed.has(key))
      return { kind: 'empty', border: border ?? { path: [...here.path, node], port } };
    passed.add(key);
    const child = here.children.get(node);
    const { parent } = here;
    if (child) {
      border = { path: child.path, port };
      const output = own(child.graph.nodes, port)?.type === graphOutputType;
      const wire = output ? wireInto(child, port, boundaryPort) : undefined;
      if (!wire) return { kind: 'empty', border };
      here = child;
      end = wire.from;
    } else if (parent && own(here.graph.nodes, node)?.type === graphInputType) {
      const holder = here.path.at(-1) ?? '';
      const wire = wireInto(parent, holder, node);
      if (!wire) return { kind: 'unwired', border: { path: here.path, port: node } };
      if (!parent.parent) outer ??= { edge: wire.id, to: wire.to };
      here = parent;
      end = wire.from;
    } else return { kind: 'source', end: { node: flatId([...here.path, node]), port }, outer };
  }
}

/** A port at a border takes one wire: the first. */
const wireInto = ({ graph }: Frame, node: string, port: string) =>
  topologyOf(graph)
    .into(node)
    .find((wire) => wire.to.port === port);

import type { Catalog } from '../node-definition';
import { assignable } from '../ports/assignable';
import type { PortType } from '../ports/port-type';
import { acceptedTypes } from './arriving-types';
import type { GraphDocument, GraphEdge } from './document';
import type { Edit, NamedEdit } from './edit';
import { nodeTitle } from './node-title';
import { own } from './own';
import { inputPortAt, outputPortAt } from './ports-of';
import { topologyOf, type Wire, wiresOf } from './topology';

export interface RemoveNodesArgs {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly ids: Iterable<string>;
  /** Joins what the removed nodes were wired to, where only one way fits. */
  readonly bridge?: boolean;
}

/**
 * Removes nodes with their wires and zones; of a loop, begin and end go together. Where a removed
 * node has one wire in that would fit where its wires out went, the two are joined. Null when none
 * of the ids is a node.
 */
export function removeNodes({
  doc,
  catalog,
  ids,
  bridge = true,
}: RemoveNodesArgs): NamedEdit | null {
  const asked = [...new Set(ids)].filter((id) => own(doc.nodes, id));
  if (asked.length === 0) return null;
  const gone = new Set(asked);
  const zones = Object.entries(doc.zones ?? {}).filter(
    ([, { begin, end }]) => gone.has(begin) || gone.has(end),
  );
  for (const [, { begin, end }] of zones) {
    if (own(doc.nodes, begin)) gone.add(begin);
    if (own(doc.nodes, end)) gone.add(end);
  }
  const cut = wiresOf(doc).filter((wire) => gone.has(wire.from.node) || gone.has(wire.to.node));
  const edits: Edit[] = [
    ...cut.map((wire): Edit => ({ kind: 'disconnect', id: wire.id })),
    ...zones.map(([id]): Edit => ({ kind: 'removeZone', id })),
    ...[...gone].map((id): Edit => ({ kind: 'removeNode', id })),
    ...(bridge ? bridges(doc, catalog, gone) : []),
  ];
  const only = asked.length === 1 ? asked[0] : undefined;
  const label =
    only === undefined ? `delete ${gone.size} nodes` : `delete ${nodeTitle(doc, catalog, only)}`;
  return { label, edit: { kind: 'batch', edits } };
}

/**
 * Wires that take the place of a removed node, or of a chain of removed nodes. Each keeps the id of
 * the wire it continues, and with it its place among several on one port.
 */
function bridges(doc: GraphDocument, catalog: Catalog, gone: ReadonlySet<string>): Edit[] {
  const { into } = topologyOf(doc);
  const place = ({ from, to }: GraphEdge): string =>
    JSON.stringify([from.node, from.port, to.node, to.port]);
  const present = new Set(wiresOf(doc).map(place));
  const edits: Edit[] = [];
  for (const wire of wiresOf(doc)) {
    if (!gone.has(wire.from.node) || gone.has(wire.to.node)) continue;
    const source = liveSource(wire, into, doc, catalog, gone);
    if (!source) continue;
    const edge: GraphEdge = { from: source.from, to: wire.to };
    if (present.has(place(edge))) continue;
    present.add(place(edge));
    edits.push({ kind: 'connect', id: wire.id, edge });
  }
  return edits;
}

/** Follows single wires of a fitting type back through removed nodes, to one that stays. */
function liveSource(
  wire: Wire,
  into: (id: string) => readonly Wire[],
  doc: GraphDocument,
  catalog: Catalog,
  gone: ReadonlySet<string>,
): Wire | null {
  const target = inputPortAt(doc, catalog, wire.to);
  if (!target) return null;
  const passed = new Set<string>();
  let here = wire.from.node;
  for (;;) {
    // A graph with a circle must not be followed for ever.
    if (passed.has(here)) return null;
    passed.add(here);
    const fitting = into(here).filter((candidate) => {
      const type = outputPortAt(doc, catalog, candidate.from)?.type;
      return type && acceptedTypes(target).some((to) => sameKind(type, to));
    });
    const only = fitting.length === 1 ? fitting[0] : undefined;
    if (!only) return null;
    if (!gone.has(only.from.node)) return only;
    here = only.from.node;
  }
}

/** A number would fit a seed, but nobody asked for that change; what passes anything on fits anything. */
const sameKind = (from: PortType, to: PortType): boolean =>
  (from.kind === to.kind || from.kind === 'any' || to.kind === 'any') && assignable(from, to).ok;

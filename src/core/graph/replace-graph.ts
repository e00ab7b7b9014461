import type { GraphDocument, Json } from './document';
import type { Edit, NamedEdit } from './edit';
import { own } from './own';
import { sameJson as same } from './same-json';

/** Where people looked is not part of what they made. */
const ownFields = ['nodes', 'edges', 'zones', 'view', 'format', 'formatVersion'];

/**
 * The edit that turns one document into another, so that a reload can be undone. What is the same in
 * both is left alone. Null when nothing differs.
 */
export function replaceGraph(
  from: GraphDocument,
  to: GraphDocument,
  label: string,
): NamedEdit | null {
  const sameNode = (id: string) => same(own(from.nodes, id), own(to.nodes, id));
  // A node is taken out and put in again only without its wires and zones.
  const wires = replaced(from.edges, to.edges, (a) => sameNode(a.from.node) && sameNode(a.to.node));
  const zones = replaced(
    from.zones ?? {},
    to.zones ?? {},
    (a) => sameNode(a.begin) && sameNode(a.end),
  );
  const nodes = replaced(from.nodes, to.nodes, () => true);
  const fields = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter(
    (field) => !ownFields.includes(field),
  );
  const edits: Edit[] = [
    ...wires.gone.map(([id]): Edit => ({ kind: 'disconnect', id })),
    ...zones.gone.map(([id]): Edit => ({ kind: 'removeZone', id })),
    ...nodes.gone.map(([id]): Edit => ({ kind: 'removeNode', id })),
    ...nodes.come.map(([id, node]): Edit => ({ kind: 'addNode', id, node })),
    ...zones.come.map(([id, zone]): Edit => ({ kind: 'addZone', id, zone })),
    ...wires.come.map(([id, edge]): Edit => ({ kind: 'connect', id, edge })),
    ...emptyZones(from, to),
    ...fields.flatMap((field): Edit[] => {
      const value = fieldOf(to, field);
      return same(fieldOf(from, field), value) ? [] : [{ kind: 'setDocumentField', field, value }];
    }),
  ];
  return edits.length === 0 ? null : { label, edit: { kind: 'batch', edits } };
}

function replaced<T>(
  from: Readonly<Record<string, T>>,
  to: Readonly<Record<string, T>>,
  mayStay: (value: T) => boolean,
) {
  const stays = (id: string) => {
    const before = own(from, id);
    return before !== undefined && same(before, own(to, id)) && mayStay(before);
  };
  return {
    gone: Object.entries(from).filter(([id]) => !stays(id)),
    come: Object.entries(to).filter(([id]) => !stays(id)),
  };
}

/** The field itself comes with the first zone and stays behind with none in it. */
function emptyZones(from: GraphDocument, to: GraphDocument): Edit[] {
  const left = from.zones !== undefined || Object.keys(to.zones ?? {}).length > 0;
  if (left === (to.zones !== undefined)) return [];
  return [
    { kind: 'setDocumentField', field: 'zones', value: to.zones === undefined ? undefined : {} },
  ];
}

/** Documents are JSON through and through: `parseDocument` has seen to it. */
function fieldOf(doc: GraphDocument, field: string): Json | undefined {
  const value = own<unknown>(doc, field);
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

import { assertNever } from '../errors';
import type { GraphDocument, GraphNode, Json, Point } from './document';
import type { Edit } from './edit';
import { own } from './own';
import { asDocument, fromDocument, innerGraphOf, withInnerGraph } from './subgraph/inner-graph';

export interface Applied {
  readonly doc: GraphDocument;
  /** Applied to `doc`, gives back a document with the same bytes. */
  readonly inverse: Edit;
}

/**
 * Applies an edit without touching what it does not change: objects keep their identity. Throws
 * on edits that cannot be (a node added twice): the builders in commands.ts never make them.
 */
export function applyEdit(doc: GraphDocument, edit: Edit): Applied {
  switch (edit.kind) {
    case 'addNode':
      if (own(doc.nodes, edit.id)) throw new Error(`node "${edit.id}" is already there`);
      // A wire of a damaged file must not find a new node by chance.
      assertUnused(doc, edit.id);
      return {
        doc: { ...doc, nodes: withKey(doc.nodes, edit.id, edit.node) },
        inverse: { kind: 'removeNode', id: edit.id },
      };
    case 'removeNode': {
      const node = nodeOf(doc, edit.id);
      assertUnused(doc, edit.id);
      return {
        doc: { ...doc, nodes: withoutKey(doc.nodes, edit.id) },
        inverse: { kind: 'addNode', id: edit.id, node },
      };
    }
    case 'setParam': {
      const node = nodeOf(doc, edit.id);
      const params = setOrRemove(node.params, edit.param, edit.value);
      return {
        doc: withNode(doc, edit.id, { ...node, params }),
        inverse: { ...edit, value: own(node.params, edit.param) },
      };
    }
    case 'setNodeField':
      return setNodeField(doc, edit);
    case 'moveNodes':
      return moveNodes(doc, edit.positions);
    case 'connect':
      if (own(doc.edges, edit.id)) throw new Error(`wire "${edit.id}" is already there`);
      // A wire to a node that is not there may be in a file, so taking one out can be undone.
      return {
        doc: { ...doc, edges: withKey(doc.edges, edit.id, edit.edge) },
        inverse: { kind: 'disconnect', id: edit.id },
      };
    case 'disconnect': {
      const edge = own(doc.edges, edit.id);
      if (!edge) throw new Error(`there is no wire "${edit.id}"`);
      return {
        doc: { ...doc, edges: withoutKey(doc.edges, edit.id) },
        inverse: { kind: 'connect', id: edit.id, edge },
      };
    }
    case 'addZone':
      return addZone(doc, edit);
    case 'removeZone':
      return removeZone(doc, edit);
    case 'setDocumentField':
      return setDocumentField(doc, edit);
    case 'editInside':
      return editInside(doc, edit);
    case 'batch':
      return applyBatch(doc, edit.edits);
    default:
      return assertNever(edit);
  }
}

type EditOf<K extends Edit['kind']> = Extract<Edit, { kind: K }>;

function nodeOf(doc: GraphDocument, id: string): GraphNode {
  const node = own(doc.nodes, id);
  if (!node) throw new Error(`there is no node "${id}"`);
  return node;
}

function withKey<T>(record: Readonly<Record<string, T>>, key: string, value: T): Record<string, T> {
  return { ...record, [key]: value };
}

function withoutKey<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  const { [key]: _removed, ...rest } = record;
  return rest;
}

function setOrRemove(
  record: Readonly<Record<string, Json>>,
  key: string,
  value: Json | undefined,
): Record<string, Json> {
  return value === undefined ? withoutKey(record, key) : withKey(record, key, value);
}

function withNode(doc: GraphDocument, id: string, node: GraphNode): GraphDocument {
  return { ...doc, nodes: withKey(doc.nodes, id, node) };
}

function assertUnused(doc: GraphDocument, id: string): void {
  for (const [edge, { from, to }] of Object.entries(doc.edges)) {
    if (from.node === id || to.node === id) {
      throw new Error(`node "${id}" has wire "${edge}"`);
    }
  }
  for (const [zone, { begin, end }] of Object.entries(doc.zones ?? {})) {
    if (begin === id || end === id) throw new Error(`node "${id}" belongs to zone "${zone}"`);
  }
}

const nodeFieldsWithEdits = ['params', 'position', 'type'];

function setNodeField(doc: GraphDocument, edit: EditOf<'setNodeField'>): Applied {
  if (nodeFieldsWithEdits.includes(edit.field)) {
    throw new Error(`"${edit.field}" of a node has an edit of its own`);
  }
  const node = nodeOf(doc, edit.id);
  const next =
    edit.value === undefined
      ? withoutKey<unknown>(node, edit.field)
      : withKey<unknown>(node, edit.field, edit.value);
  return {
    doc: withNode(doc, edit.id, asNode(next, node)),
    inverse: { ...edit, value: asJson(own<unknown>(node, edit.field)) },
  };
}

/** A node keeps its required fields through `setNodeField`: `type`, `params` and `position` are refused above. */
function asNode(fields: Record<string, unknown>, before: GraphNode): GraphNode {
  const version = typeof fields.version === 'number' ? fields.version : before.version;
  return {
    ...fields,
    version,
    type: before.type,
    params: before.params,
    position: before.position,
  };
}

/** Unknown fields of a document come from JSON and were checked as such when it was parsed. */
function asJson(value: unknown): Json | undefined {
  return value as Json | undefined;
}

function moveNodes(doc: GraphDocument, positions: Readonly<Record<string, Point>>): Applied {
  const nodes = { ...doc.nodes };
  const before: [string, Point][] = [];
  for (const [id, position] of Object.entries(positions)) {
    const node = nodeOf(doc, id);
    before.push([id, node.position]);
    nodes[id] = { ...node, position };
  }
  return {
    doc: { ...doc, nodes },
    inverse: { kind: 'moveNodes', positions: Object.fromEntries(before) },
  };
}

function addZone(doc: GraphDocument, edit: EditOf<'addZone'>): Applied {
  const zones = doc.zones ?? {};
  if (own(zones, edit.id)) throw new Error(`zone "${edit.id}" is already there`);
  return {
    doc: { ...doc, zones: withKey(zones, edit.id, edit.zone) },
    inverse: {
      kind: 'batch',
      edits: [
        { kind: 'removeZone', id: edit.id },
        // The field itself goes too where the zone was the first, or the bytes would differ.
        ...(doc.zones
          ? []
          : [{ kind: 'setDocumentField', field: 'zones', value: undefined } as const]),
      ],
    },
  };
}

function removeZone(doc: GraphDocument, edit: EditOf<'removeZone'>): Applied {
  const zone = own(doc.zones ?? {}, edit.id);
  if (!zone || !doc.zones) throw new Error(`there is no zone "${edit.id}"`);
  return {
    doc: { ...doc, zones: withoutKey(doc.zones, edit.id) },
    inverse: { kind: 'addZone', id: edit.id, zone },
  };
}

const documentFieldsWithEdits = ['format', 'formatVersion', 'nodes', 'edges'];

function setDocumentField(doc: GraphDocument, edit: EditOf<'setDocumentField'>): Applied {
  // An empty `zones` comes and goes with the first zone; zones themselves have edits of their own.
  const losesZones =
    edit.field === 'zones' && !(isEmpty(edit.value) && isEmpty(own<unknown>(doc, 'zones')));
  if (losesZones || documentFieldsWithEdits.includes(edit.field)) {
    throw new Error(`"${edit.field}" of a graph has edits of its own`);
  }
  const { format, formatVersion, nodes, edges } = doc;
  const next =
    edit.value === undefined
      ? withoutKey<unknown>(doc, edit.field)
      : withKey<unknown>(doc, edit.field, edit.value);
  return {
    doc: { ...next, format, formatVersion, nodes, edges },
    inverse: { ...edit, value: asJson(own<unknown>(doc, edit.field)) },
  };
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  (typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length === 0);

function editInside(doc: GraphDocument, { id, edit }: EditOf<'editInside'>): Applied {
  const node = nodeOf(doc, id);
  const graph = innerGraphOf(node);
  if (!graph) throw new Error(`node "${id}" holds no graph`);
  const applied = applyEdit(asDocument(graph), edit);
  return {
    doc: withNode(doc, id, withInnerGraph(node, fromDocument(applied.doc))),
    inverse: { kind: 'editInside', id, edit: applied.inverse },
  };
}

function applyBatch(doc: GraphDocument, edits: readonly Edit[]): Applied {
  const inverses: Edit[] = [];
  let next = doc;
  for (const edit of edits) {
    const applied = applyEdit(next, edit);
    next = applied.doc;
    inverses.push(applied.inverse);
  }
  return { doc: next, inverse: { kind: 'batch', edits: inverses.reverse() } };
}

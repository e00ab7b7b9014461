import type { Catalog } from '../node-definition';
import type { GraphDocument, Json, Point } from './document';
import type { NamedEdit } from './edit';
import { nodeTitle } from './node-title';
import { own } from './own';

/**
 * What users do, as named edits. Each returns null where nothing would change, so that no empty
 * step of undo is made.
 */
export { addConnectedNode, addNode } from './add-node';
export { freshId } from './fresh-id';
export { removeNodes } from './remove-nodes';

/** Several named edits as one step of undo, in order. */
export function joinEdits(label: string, edits: readonly NamedEdit[]): NamedEdit {
  return { label, edit: { kind: 'batch', edits: edits.map((named) => named.edit) } };
}

export function disconnect(args: {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly edges: Iterable<string>;
}): NamedEdit | null {
  const { doc, catalog } = args;
  const ids = [...new Set(args.edges)].filter((id) => own(doc.edges, id));
  const first = own(doc.edges, ids[0] ?? '');
  if (!first) return null;
  const label =
    ids.length === 1
      ? `disconnect ${nodeTitle(doc, catalog, first.from.node)} from ${nodeTitle(doc, catalog, first.to.node)}`
      : `disconnect ${ids.length} wires`;
  return { label, edit: { kind: 'batch', edits: ids.map((id) => ({ kind: 'disconnect', id })) } };
}

/** `positions`: top left corners in canvas units, by node. */
export function moveNodes(args: {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly positions: Readonly<Record<string, Point>>;
}): NamedEdit | null {
  const { doc, catalog } = args;
  const moved = Object.entries(args.positions).filter(([id, to]) => {
    const from = own(doc.nodes, id)?.position;
    return from && (from.x !== to.x || from.y !== to.y);
  });
  const [first] = moved;
  if (!first) return null;
  const ids = moved.map(([id]) => id);
  return {
    label:
      ids.length === 1 ? `move ${nodeTitle(doc, catalog, first[0])}` : `move ${ids.length} nodes`,
    edit: { kind: 'moveNodes', positions: Object.fromEntries(moved) },
    mergeKey: `move ${ids.sort().join(' ')}`,
  };
}

/** What undo calls a change of a parameter that is drawn. */
const verbs: Readonly<Record<string, string>> = { paint: 'paint', boxes: 'draw' };

/** `undefined` brings the default back. */
export function setParam(args: {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly id: string;
  readonly param: string;
  readonly value: Json | undefined;
}): NamedEdit | null {
  const { doc, catalog, id, param, value } = args;
  const node = own(doc.nodes, id);
  if (!node || own(node.params, param) === value) return null;
  const spec = own(catalog.get(node.type)?.params ?? {}, param);
  return {
    label: `${verbs[spec?.kind ?? ''] ?? 'change'} ${spec?.label ?? param} of ${nodeTitle(doc, catalog, id)}`,
    edit: { kind: 'setParam', id, param, value },
    mergeKey: `setParam ${id} ${param}`,
  };
}

/** An empty title brings the definition's own back. */
export function setTitle(args: {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly id: string;
  readonly title: string;
}): NamedEdit | null {
  const { doc, catalog, id } = args;
  const node = own(doc.nodes, id);
  const typed = args.title.trim().slice(0, maxTitle);
  const definitionTitle = catalog.get(node?.type ?? '')?.title;
  const title = typed === '' || typed === definitionTitle ? undefined : typed;
  if (!node || node.title === title) return null;
  return {
    label: `rename ${nodeTitle(doc, catalog, id)}`,
    edit: { kind: 'setNodeField', id, field: 'title', value: title },
    mergeKey: `setTitle ${id}`,
  };
}

/** Canvas units. */
export function setWidth(args: {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly id: string;
  readonly width: number;
}): NamedEdit | null {
  const { doc, catalog, id, width } = args;
  const node = own(doc.nodes, id);
  if (!node || node.width === width) return null;
  return {
    label: `resize ${nodeTitle(doc, catalog, id)}`,
    edit: { kind: 'setNodeField', id, field: 'width', value: width },
  };
}

/** Characters; what the schema of a graph allows. */
const maxTitle = 500;

import { err, type Result } from '../errors';
import type { ModelManifest } from '../models/manifest';
import type { Catalog, NodeDefinition } from '../node-definition';
import { applyEdit } from './apply-edit';
import { checkConnection } from './check-connection';
import type { Endpoint, GraphDocument, GraphNode, Point } from './document';
import type { Edit, NamedEdit } from './edit';
import { freshId, freshZoneId } from './fresh-id';

/** An edit and the nodes it adds: what to select afterwards. The one asked for comes first. */
export interface AddingEdit extends NamedEdit {
  readonly ids: readonly string[];
}

export interface AddNodeArgs {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly type: string;
  /** Top left corner, canvas units. */
  readonly position: Point;
  readonly params?: GraphNode['params'];
  /** Canvas units; without it, as large as what it holds. */
  readonly size?: { readonly width: number; readonly height: number };
}

/** Canvas units between a loop's begin and end: room for a U-Net step, guidance and a sampler step. */
const zoneWidth = 1360;

/**
 * Adds a node of a type the catalogue has. The begin or end of a loop brings its partner and the
 * zone with it: one without the other cannot run.
 */
export function addNode(args: AddNodeArgs): AddingEdit {
  const { doc, catalog, type, position, params = {}, size } = args;
  const definition = definitionOf(catalog, type);
  const id = freshId(doc, type);
  const node = { type, version: definition.version, params, position, ...size };
  const add: Edit = { kind: 'addNode', id, node };
  const label = `add ${definition.title}`;
  if (!definition.zone) return { label, edit: add, ids: [id] };

  const { role, partner } = definition.zone;
  const partnerId = freshId(doc, partner, [id]);
  const x = position.x + (role === 'begin' ? zoneWidth : -zoneWidth);
  const addPartner: Edit = {
    kind: 'addNode',
    id: partnerId,
    node: {
      type: partner,
      version: definitionOf(catalog, partner).version,
      params: {},
      position: { x, y: position.y },
    },
  };
  const zone = role === 'begin' ? { begin: id, end: partnerId } : { begin: partnerId, end: id };
  const addZone: Edit = { kind: 'addZone', id: freshZoneId(doc), zone };
  return {
    label,
    edit: { kind: 'batch', edits: [add, addPartner, addZone] },
    ids: [id, partnerId],
  };
}

export interface AddConnectedArgs extends AddNodeArgs {
  readonly models: readonly ModelManifest[];
  /** The port of the new node to wire. */
  readonly port: string;
  /** The port the wire was pulled from, and which end of the wire that is. */
  readonly wire: { readonly from: Endpoint } | { readonly to: Endpoint };
}

/** Adds a node and wires it, as one step of undo: what the palette does with a dropped wire. */
export function addConnectedNode(args: AddConnectedArgs): Result<AddingEdit> {
  const { doc, catalog, models, port, wire } = args;
  const added = addNode(args);
  const id = added.ids[0];
  if (id === undefined) return err({ code: 'internal', message: 'No node was added.' });
  const connected = checkConnection({
    doc: applyEdit(doc, added.edit).doc,
    catalog,
    models,
    from: 'from' in wire ? wire.from : { node: id, port },
    to: 'from' in wire ? { node: id, port } : wire.to,
    mode: 'replace',
  });
  if (!connected.ok) return connected;
  const edits = [added.edit, connected.value.edit.edit];
  return { ok: true, value: { ...added, edit: { kind: 'batch', edits } } };
}

function definitionOf(catalog: Catalog, type: string): NodeDefinition {
  const definition = catalog.get(type);
  if (!definition) throw new Error(`the catalogue has no "${type}"`);
  return definition;
}

import { err, ok, type Result } from '../errors';
import type { ModelManifest } from '../models/manifest';
import type { Catalog } from '../node-definition';
import { applyEdit } from './apply-edit';
import { checkConnection } from './check-connection';
import type { Endpoint, GraphDocument, GraphEdge } from './document';
import type { Edit, NamedEdit } from './edit';
import { nodeTitle } from './node-title';
import { inputPortAt } from './ports-of';
import { topologyOf, type Wire } from './topology';

/** One of a node's two sides: of an output, wires leave; into an input, they lead. */
export type Side = 'input' | 'output';

/** All wires on a port, in their order. */
export function wiresOn(doc: GraphDocument, { node, port }: Endpoint, side: Side): readonly Wire[] {
  const { into, outOf } = topologyOf(doc);
  return side === 'output'
    ? outOf(node).filter(({ from }) => from.port === port)
    : into(node).filter(({ to }) => to.port === port);
}

export interface MoveWiresArgs {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly models: readonly ModelManifest[];
  readonly side: Side;
  /** The port whose wires are moved, all of them, and the port of the same side they go to. */
  readonly from: Endpoint;
  readonly to: Endpoint;
}

/**
 * Moves all wires of a port to another of the same side, as one step of undo; each keeps its id and
 * its other end. Every wire is tried as if it was drawn by hand: one that may not be refuses all.
 */
export function moveWires(args: MoveWiresArgs): Result<NamedEdit> {
  const { doc, catalog, models, side, from, to } = args;
  const wires = wiresOn(doc, from, side);
  if (wires.length === 0 || (from.node === to.node && from.port === to.port)) {
    return err({ code: 'already-connected', message: 'These wires are already there.' });
  }
  const refused = side === 'input' ? tooMany(args, wires.length) : null;
  if (refused) return err(refused);
  const edits: Edit[] = wires.map(({ id }) => ({ kind: 'disconnect', id }));
  let next = applyEdit(doc, { kind: 'batch', edits }).doc;
  for (const wire of wires) {
    const edge: GraphEdge = side === 'output' ? { from: to, to: wire.to } : { from: wire.from, to };
    const checked = checkConnection({ doc: next, catalog, models, ...edge, mode: 'add' });
    if (!checked.ok) {
      // It meets the same wire there: one of the two is enough.
      if (checked.error.code === 'already-connected') continue;
      return checked;
    }
    const steps: Edit[] = [
      ...checked.value.replaces.map((id): Edit => ({ kind: 'disconnect', id })),
      { kind: 'connect', id: wire.id, edge },
    ];
    edits.push(...steps);
    next = applyEdit(next, { kind: 'batch', edits: steps }).doc;
  }
  const [before, after] = [from.node, to.node].map((id) => nodeTitle(doc, catalog, id));
  const count = wires.length === 1 ? 'a wire' : `${wires.length} wires`;
  return ok({
    label: `move ${count} from ${before} to ${after}`,
    edit: { kind: 'batch', edits },
  });
}

function tooMany({ doc, catalog, to }: MoveWiresArgs, count: number) {
  const input = inputPortAt(doc, catalog, to);
  if (!input || input.multiple || count < 2) return null;
  return {
    code: 'takes-one',
    message: `${input.label} of ${nodeTitle(doc, catalog, to.node)} takes one wire, these are ${count}.`,
    hint: 'Move them one by one, or merge them first.',
    node: to.node,
    port: to.port,
  };
}

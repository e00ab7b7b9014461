import { type AppError, err, ok, type Result } from '../errors';
import type { ModelManifest } from '../models/manifest';
import type { Catalog, NodeDefinition } from '../node-definition';
import { portKindTitle } from '../ports/port-kind-title';
import type { PortType } from '../ports/port-type';
import { type AddingEdit, type AddNodeArgs, addNode } from './add-node';
import { analyse } from './analyse';
import { applyEdit } from './apply-edit';
import { accept, acceptedTypes, asSentence } from './arriving-types';
import { checkConnection } from './check-connection';
import type { GraphDocument, GraphEdge } from './document';
import type { Edit } from './edit';
import { freshWireId } from './fresh-id';
import { nodeTitle } from './node-title';
import { own } from './own';
import { inputPortAt, portsOf } from './ports-of';
import { topologyOf } from './topology';

export interface SpliceArgs {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly models: readonly ModelManifest[];
  /** The wire to put the node into. */
  readonly wire: string;
  /** A node of the graph that has no wires yet, or one to add. */
  readonly node: string | Pick<AddNodeArgs, 'type' | 'position' | 'params'>;
}

/**
 * Puts a node into a wire: what came along the wire goes into its first input that takes it, and its
 * first output that fits goes on. One step of undo. The second half keeps the wire's id, and with it
 * its place among several on one port. Fails with the reason where the node does not fit there.
 */
export function splice(args: SpliceArgs): Result<AddingEdit> {
  const { doc, catalog, wire, node } = args;
  const edge = own(doc.edges, wire);
  if (!edge) return err({ code: 'unknown-wire', message: `There is no wire "${wire}".` });
  const type = typeof node === 'string' ? (own(doc.nodes, node)?.type ?? '') : node.type;
  const definition = catalog.get(type);
  if (!definition) return err(unknownNode(type));
  const refused = cannotSplice(doc, definition, node);
  if (refused) return err(refused);

  const added = typeof node === 'string' ? null : addNode({ doc, catalog, ...node });
  const id = typeof node === 'string' ? node : added?.ids[0];
  if (id === undefined) return err(unknownNode(type));
  const start: Edit[] = [...(added ? [added.edit] : []), { kind: 'disconnect', id: wire }];
  const open = applyEdit(doc, { kind: 'batch', edits: start }).doc;
  const wired = wireThrough({ ...args, doc: open, edge, id, definition });
  if (!wired.ok) return wired;
  const [source, target] = [edge.from.node, edge.to.node].map((end) =>
    nodeTitle(doc, catalog, end),
  );
  return ok({
    label: `put ${nodeTitle(open, catalog, id)} between ${source} and ${target}`,
    edit: { kind: 'batch', edits: [...start, ...wired.value] },
    ids: added?.ids ?? [id],
  });
}

const unknownNode = (type: string): AppError => ({
  code: 'unknown-node',
  message: `This version of the app does not know "${type}".`,
});

/** Why a node can go into no wire at all. */
function cannotSplice(
  doc: GraphDocument,
  definition: NodeDefinition,
  node: SpliceArgs['node'],
): AppError | null {
  const { title } = definition;
  if (definition.zone) {
    return {
      code: 'splice-zone',
      message: `${title} is one end of a loop.`,
      hint: 'Wire both ends by hand.',
    };
  }
  if (typeof node !== 'string') return null;
  const { into, outOf } = topologyOf(doc);
  if (into(node).length + outOf(node).length === 0) return null;
  return {
    code: 'splice-wired',
    message: `${title} is wired already.`,
    hint: 'Only a node without wires goes into a wire by being dropped on it.',
  };
}

interface Through extends SpliceArgs {
  readonly edge: GraphEdge;
  readonly id: string;
  readonly definition: NodeDefinition;
}

/** The two wires that take the place of one; each is tried in the graph, so that its reasons are the real ones. */
function wireThrough({
  doc,
  catalog,
  models,
  wire,
  edge,
  id,
  definition,
}: Through): Result<Edit[]> {
  const known = analyse(doc, catalog, models);
  const type = own(own(known.nodes, edge.from.node)?.outputs ?? {}, edge.from.port);
  const to = inputPortAt(doc, catalog, edge.to);
  if (!type || !to) {
    return err({
      code: 'splice-unknown',
      message: 'What this wire carries is not known, so nothing can be put into it.',
    });
  }
  const params = own(doc.nodes, id)?.params ?? {};
  const inputs = inputsFor(definition, params, type);
  if (inputs.length === 0) {
    return err({
      code: 'splice-no-input',
      message: `${definition.title} takes no ${portKindTitle(type.kind)}, which this wire carries.`,
    });
  }
  const outputs = Object.entries(portsOf(definition, params).outputs)
    .filter(([, port]) => !('code' in accept(port.type, to)))
    .map(([name]) => name);
  if (outputs.length === 0) {
    const kinds = [...new Set(acceptedTypes(to).map(({ kind }) => portKindTitle(kind)))];
    return err({
      code: 'splice-no-output',
      message: `${definition.title} gives no ${kinds.join(' or ')}, which ${nodeTitle(doc, catalog, edge.to.node)} needs.`,
    });
  }
  let refusal: AppError | undefined;
  for (const input of inputs) {
    const first = checkConnection({
      doc,
      catalog,
      models,
      from: edge.from,
      to: { node: id, port: input },
      mode: 'add',
    });
    if (!first.ok) {
      refusal ??= first.error;
      continue;
    }
    const into: Edit = {
      kind: 'connect',
      // The wire's own id goes to the second half: it must not be given twice.
      id: freshWireId(doc, [wire]),
      edge: { from: edge.from, to: { node: id, port: input } },
    };
    const half = applyEdit(doc, into).doc;
    for (const output of outputs) {
      const from = { node: id, port: output };
      const second = checkConnection({
        doc: half,
        catalog,
        models,
        from,
        to: edge.to,
        mode: 'add',
      });
      if (second.ok) return ok([into, { kind: 'connect', id: wire, edge: { from, to: edge.to } }]);
      refusal ??= second.error;
    }
  }
  return err(
    refusal
      ? { ...refusal, message: asSentence(definition.title, refusal.message) }
      : { code: 'splice-no-input', message: `${definition.title} does not fit here.` },
  );
}

/** Inputs that take a type: those of the very kind first, required ones before optional ones. */
function inputsFor(
  definition: NodeDefinition,
  params: Readonly<Record<string, unknown>>,
  type: PortType,
): string[] {
  return Object.entries(portsOf(definition, params).inputs)
    .flatMap(([name, port]) => {
      const seen = accept(type, port);
      if ('code' in seen) return [];
      const exact = acceptedTypes(port).some(({ kind }) => kind === type.kind);
      return [{ name, rank: (exact ? 0 : 2) + (port.optional ? 1 : 0) }];
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ name }) => name);
}

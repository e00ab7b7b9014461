import { applyEdit } from './apply-edit';
import type { Point } from './document';
import type { Mend, MendArgs } from './mend';
import { wirePartMend } from './mend-model';
import { own } from './own';
import { splice } from './splice';

/** The node between that turns one kind into another, by `from>to`. */
const between: Readonly<Record<string, string>> = {
  'latent>image': 'decode',
  'image>latent': 'encode',
  'text>conditioning': 'text-encoder',
  'schedule-defaults>schedule': 'schedule',
};

/** Half the width of a node, canvas units: it is put in the middle of the wire. */
const halfWidth = 124;

/** Puts the node that converts into a wire of the wrong kind, with the model it needs wired. */
export function insertNodeMend({ doc, catalog, models, problem }: MendArgs): Mend | null {
  const wire = problem.edge ?? '';
  const edge = own(doc.edges, wire);
  const source = edge && own(doc.nodes, edge.from.node);
  const target = edge && own(doc.nodes, edge.to.node);
  if (!edge || !source || !target) return null;
  const gives = own(catalog.get(source.type)?.outputs ?? {}, edge.from.port)?.type;
  const takes = own(catalog.get(target.type)?.inputs ?? {}, edge.to.port)?.type;
  const type = [gives]
    .flat()
    .flatMap((from) =>
      [takes].flat().flatMap((to) => between[`${from?.kind}>${to?.kind}`] ?? []),
    )[0];
  const definition = catalog.get(type ?? '');
  if (type === undefined || !definition) return null;
  const position = middle(source.position, target.position);
  const spliced = splice({ doc, catalog, models, wire, node: { type, position } });
  if (!spliced.ok) return null;
  const edits = [spliced.value.edit];
  const [id = ''] = spliced.value.ids;
  let open = applyEdit(doc, spliced.value.edit).doc;
  for (const [port, { optional }] of Object.entries(definition.inputs)) {
    if (optional) continue;
    const missing = { code: 'missing-input', message: '', node: id, port };
    const wired = Object.values(open.edges).some(({ to }) => to.node === id && to.port === port);
    const mend = wired ? null : wirePartMend({ doc: open, catalog, models, problem: missing });
    if (!mend) continue;
    edits.push(mend.edit.edit);
    open = applyEdit(open, mend.edit.edit).doc;
  }
  return {
    label: `Insert ${definition.title}`,
    edit: { label: spliced.value.label, edit: { kind: 'batch', edits } },
  };
}

const middle = (a: Point, b: Point): Point => ({
  x: Math.round((a.x + b.x) / 2 + halfWidth / 2),
  y: Math.round((a.y + b.y) / 2),
});

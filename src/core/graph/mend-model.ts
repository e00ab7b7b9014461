import type { ModelManifest } from '../models/manifest';
import { matchModel, modelRefSchema } from '../models/manifest';
import { analyse } from './analyse';
import { checkConnection } from './check-connection';
import { setParam } from './commands';
import type { Json } from './document';
import type { Mend, MendArgs } from './mend';
import { own } from './own';

/** The model that stands in for the one named, or the only one there is. */
export function modelMend({ doc, catalog, models, problem }: MendArgs): Mend | null {
  const id = problem.node ?? '';
  const node = own(doc.nodes, id);
  const definition = catalog.get(node?.type ?? '');
  const [param, ...others] = Object.entries(definition?.params ?? {})
    .filter(([, { kind }]) => kind === 'model')
    .map(([name]) => name);
  if (!node || param === undefined || others.length > 0) return null;
  const ref = modelRefSchema.safeParse(own(node.params, param));
  const match = ref.success ? matchModel(ref.data, models) : null;
  const [only, ...more] = models;
  const found =
    match && match.kind !== 'missing' ? match.manifest : more.length === 0 ? only : undefined;
  if (!found) return null;
  const edit = setParam({ doc, catalog, id, param, value: refTo(found) });
  return edit && { label: `Use ${found.name}`, edit };
}

const refTo = ({ name, family, hash, folder }: ModelManifest): Json => ({
  name,
  family,
  hash,
  path: folder,
});

/** The model part that an input needs, where exactly one output of the graph gives it. */
export function wirePartMend({ doc, catalog, models, problem }: MendArgs): Mend | null {
  const { node = '', port = '' } = problem;
  const definition = catalog.get(own(doc.nodes, node)?.type ?? '');
  const input = own(definition?.inputs ?? {}, port);
  const wanted = [input?.type].flat()[0];
  if (wanted?.kind !== 'model' && wanted?.kind !== 'schedule-defaults') return null;
  const { nodes } = analyse(doc, catalog, models);
  const found = Object.entries(nodes).flatMap(([id, { outputs }]) =>
    Object.entries(outputs).flatMap(([name, type]) => {
      const fits =
        type.kind === wanted.kind &&
        (type.kind !== 'model' || wanted.kind !== 'model' || type.role === wanted.role);
      return fits ? [{ node: id, port: name }] : [];
    }),
  );
  const [from, ...others] = found;
  if (!from || others.length > 0) return null;
  const verdict = checkConnection({
    doc,
    catalog,
    models,
    from,
    to: { node, port },
    mode: 'replace',
  });
  return verdict.ok
    ? { label: `Wire the ${input?.label ?? port}`, edit: verdict.value.edit }
    : null;
}

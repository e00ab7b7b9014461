import { checkParam } from './check-param';
import { disconnect, setParam } from './commands';
import type { Mend, MendArgs } from './mend';
import { own } from './own';

/** The nearest value that the parameter may have; of an unknown option its default. */
export function paramMend({ doc, catalog, problem }: MendArgs): Mend | null {
  const id = problem.node ?? '';
  const node = own(doc.nodes, id);
  const definition = catalog.get(node?.type ?? '');
  if (!node || !definition) return null;
  for (const [param, spec] of Object.entries(definition.params)) {
    const value = own(node.params, param);
    if (value === undefined) continue;
    const fault = checkParam(spec, value);
    // Several may be wrong in one node: the problem names the one it is about by its label.
    if (fault?.code !== problem.code || !problem.message.startsWith(`${spec.label} of `)) continue;
    if (spec.kind === 'number' && typeof value === 'number') {
      const within = Math.min(spec.max ?? value, Math.max(spec.min ?? value, value));
      const nearest = spec.integer ? Math.round(within) : within;
      const edit = setParam({ doc, catalog, id, param, value: nearest });
      return edit && { label: `Set to ${nearest}${spec.unit ? ` ${spec.unit}` : ''}`, edit };
    }
    const edit = setParam({ doc, catalog, id, param, value: undefined });
    return edit && { label: 'Set to its default', edit };
  }
  return null;
}

/** A parameter without effect. */
export function removeParamMend({ doc, catalog, problem }: MendArgs): Mend | null {
  const id = problem.node ?? '';
  const node = own(doc.nodes, id);
  const definition = catalog.get(node?.type ?? '');
  const unknown = Object.keys(node?.params ?? {}).filter(
    (name) => !own(definition?.params ?? {}, name) && problem.message.includes(`"${name}"`),
  );
  const [param] = unknown;
  if (!definition || param === undefined || unknown.length > 1) return null;
  const edit = setParam({ doc, catalog, id, param, value: undefined });
  return edit && { label: 'Remove the parameter', edit };
}

/** A wire that leads nowhere, or is one too many. */
export function removeWireMend({ doc, catalog, problem }: MendArgs): Mend | null {
  const edit =
    problem.edge === undefined ? null : disconnect({ doc, catalog, edges: [problem.edge] });
  return edit && { label: 'Remove the wire', edit };
}

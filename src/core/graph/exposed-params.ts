import type { Problem } from '../errors';
import type { Catalog } from '../node-definition';
import type { ParamSpec, ParamValues } from '../node-params';
import type { GraphDocument } from './document';
import { own } from './own';
import { resolveParams } from './resolve-params';

/** A value that a graph offers by name to those who do not look into it. */
export interface ExposedParam {
  readonly name: string;
  /** '' for none. */
  readonly help: string;
  readonly node: string;
  /** The parameter of `node` that holds the value. */
  readonly param: string;
  readonly spec: ParamSpec;
  readonly value: ParamValues[string];
}

/** In the order of the file; one without a name is left out. */
export function exposedParams(doc: GraphDocument, catalog: Catalog): readonly ExposedParam[] {
  return Object.entries(doc.nodes).flatMap(([node, { type, params }]): ExposedParam[] => {
    const definition = catalog.get(type);
    if (!definition?.exposes) return [];
    const values = resolveParams(definition, params);
    const { name, help, param } = definition.exposes(values);
    const spec = own(definition.params, param);
    const value = own(values, param);
    if (name === '' || !spec || value === undefined) return [];
    return [{ name, help, node, param, spec, value }];
  });
}

/** One for each parameter that shares its name with another: nobody could tell which is meant. */
export function exposedProblems(doc: GraphDocument, catalog: Catalog): readonly Problem[] {
  const exposed = exposedParams(doc, catalog);
  return exposed.flatMap(({ name, node }): Problem[] => {
    const count = exposed.filter((other) => other.name === name).length;
    if (count === 1) return [];
    return [
      {
        severity: 'error',
        code: 'exposed-name-taken',
        node,
        message: `${count} exposed parameters are called "${name}"; each needs a name of its own.`,
        hint: 'Rename one, or wire one node into all the parameters that it is for.',
      },
    ];
  });
}

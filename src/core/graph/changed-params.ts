import type { Catalog } from '../node-definition';
import type { GraphDocument } from './document';
import { nodeTitle } from './node-title';
import { own } from './own';
import { paramText } from './param-text';
import { resolveParams } from './resolve-params';
import { topologyOf } from './topology';

export interface ParamFact {
  readonly node: string;
  readonly title: string;
  readonly label: string;
  readonly text: string;
}

/**
 * Every seed, and every parameter that is not as a new node has it, in the order of the file. What a
 * wire drives is left out: its stored value has no say.
 */
export function changedParams(doc: GraphDocument, catalog: Catalog): readonly ParamFact[] {
  const { into } = topologyOf(doc);
  return Object.entries(doc.nodes).flatMap(([node, { type, params }]): ParamFact[] => {
    const definition = catalog.get(type);
    if (!definition) return [];
    const values = resolveParams(definition, params);
    const wired = new Set(into(node).map(({ to }) => to.port));
    return Object.entries(definition.params).flatMap(([name, spec]): ParamFact[] => {
      const value = own(values, name);
      const asNew = JSON.stringify(value) === JSON.stringify(spec.default);
      if (wired.has(name) || (asNew && spec.kind !== 'seed')) return [];
      const title = nodeTitle(doc, catalog, node);
      return [{ node, title, label: spec.label, text: paramText(spec, value) }];
    });
  });
}

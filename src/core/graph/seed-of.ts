import type { Catalog } from '../node-definition';
import type { GraphDocument } from './document';
import { resolveParams } from './resolve-params';
import { topologyOf } from './topology';

/**
 * The seed a picture was made with: the nearest seed parameter upstream that counts. One that a wire
 * overrules does not; a seed that can be wired (noise) goes before one that cannot (an encoder's).
 */
export function seedOf(doc: GraphDocument, catalog: Catalog, node: string): number | undefined {
  const { into } = topologyOf(doc);
  let second: number | undefined;
  const seen = new Set([node]);
  for (const id of seen) {
    const found = doc.nodes[id];
    const definition = found && catalog.get(found.type);
    if (!definition) continue;
    const params = resolveParams(definition, found.params);
    const name = Object.keys(definition.params).find((key) => {
      const spec = definition.params[key];
      return spec?.kind === 'seed' && (spec.visible?.(params) ?? true);
    });
    const port = Object.keys(definition.inputs).find((key) =>
      [definition.inputs[key]?.type].flat().some((type) => type?.kind === 'seed'),
    );
    const overruled = into(id).some(({ to }) => to.port === port || to.port === name);
    const seed = name === undefined || overruled ? undefined : params[name];
    const isSource = Object.keys(definition.inputs).length === 0;
    if (typeof seed === 'number' && (port !== undefined || isSource)) return seed;
    if (typeof seed === 'number') second ??= seed;
    for (const wire of into(id)) seen.add(wire.from.node);
  }
  return second;
}

import type { Catalog, NodeDefinition } from '@core/node-definition';

/** Every file of a category folder is a node: adding one is adding a file. */
const files = import.meta.glob<{ readonly default: NodeDefinition }>('./*/*.ts', { eager: true });

function readCatalog(): Catalog {
  const catalog = new Map<string, NodeDefinition>();
  for (const [path, file] of Object.entries(files)) {
    const definition = file.default;
    if (!definition) throw new Error(`${path} has no default export: call defineNode there`);
    if (catalog.has(definition.type)) {
      throw new Error(`${path}: the node type ${definition.type} is defined twice`);
    }
    catalog.set(definition.type, definition);
  }
  return catalog;
}

/** All nodes by type, in the order of their files. */
export const catalog: Catalog = readCatalog();

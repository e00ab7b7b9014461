import { compatibleNodes } from '@core/graph/compatible-nodes';
import {
  type Catalog,
  categoryTitles,
  type NodeDefinition,
  nodeCategories,
} from '@core/node-definition';
import Fuse from 'fuse.js';
import type { LooseWire } from '../canvas-ui';

export interface PaletteItem {
  readonly definition: NodeDefinition;
  /** The port the dropped wire would go to. */
  readonly port?: string;
}

/** All nodes by category, or those a dropped wire can go on to, best first. */
export function paletteItems(
  catalog: Catalog,
  wire: LooseWire | undefined,
): readonly PaletteItem[] {
  if (wire) return compatibleNodes({ catalog, type: wire.type, direction: wire.direction });
  const order = (definition: NodeDefinition) => nodeCategories.indexOf(definition.category);
  return [...catalog.values()]
    .sort((a, b) => order(a) - order(b) || a.title.localeCompare(b.title))
    .map((definition) => ({ definition }));
}

/** Weights: what a node is called counts most, what other tools call it nearly as much. */
const keys = [
  { name: 'title', weight: 4, getFn: (item: PaletteItem) => item.definition.title },
  {
    name: 'synonyms',
    weight: 3,
    getFn: (item: PaletteItem) => [...(item.definition.synonyms ?? [])],
  },
  {
    name: 'category',
    weight: 1,
    getFn: (item: PaletteItem) => categoryTitles[item.definition.category],
  },
  { name: 'doc', weight: 0.5, getFn: (item: PaletteItem) => item.definition.doc },
];

/**
 * A search over names, other tools' names, categories and documentation that forgives typing
 * errors. A title that starts with what was typed always leads.
 */
export function createNodeSearch(
  items: readonly PaletteItem[],
): (query: string) => readonly PaletteItem[] {
  const fuse = new Fuse(items, {
    keys,
    threshold: 0.34,
    ignoreLocation: true,
    minMatchCharLength: 2,
  });
  return (query) => {
    const text = query.trim().toLowerCase();
    if (text === '') return items;
    const starts = items.filter(({ definition }) =>
      definition.title.toLowerCase().startsWith(text),
    );
    const found = fuse.search(text).map((match) => match.item);
    return [...starts, ...found.filter((item) => !starts.includes(item))];
  };
}

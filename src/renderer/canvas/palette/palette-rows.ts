import { type Catalog, categoryTitles } from '@core/node-definition';
import { t } from '../../text/text';
import { createNodeSearch, type FoundItem, type PaletteItem } from './rank-nodes';
import { recentItems } from './recent-nodes';

/** A line of the palette. */
export interface PaletteRow extends FoundItem {
  /** Of the element, one of its own: a recent node is listed twice. */
  readonly id: string;
  /** Stands above it. */
  readonly heading?: string;
}

export interface RowsArgs {
  readonly catalog: Catalog;
  readonly items: readonly PaletteItem[];
  /** Node types, the last placed first; empty where only some nodes are offered. */
  readonly recent: readonly string[];
  /** Whether a list without a query is parted by category. */
  readonly grouped: boolean;
}

/** What the palette lists for a query: recent nodes and categories until something is typed. */
export function createRows(args: RowsArgs): (query: string) => readonly PaletteRow[] {
  const { catalog, items, recent, grouped } = args;
  const search = createNodeSearch(items);
  const row = (found: FoundItem, heading?: string, prefix = 'palette'): PaletteRow => ({
    ...found,
    id: `${prefix}-${found.item.definition.type}`,
    heading,
  });
  return (query) => {
    const found = search(query);
    if (query.trim() !== '' || !grouped) return found.map((one) => row(one));
    const recently = recentItems(catalog, recent).map((item, index) =>
      row({ item, marks: [] }, index === 0 ? t.palette.recent : undefined, 'palette-recent'),
    );
    const all = found.map((one, index) => {
      const { category } = one.item.definition;
      const isFirst = category !== found[index - 1]?.item.definition.category;
      return row(one, isFirst ? categoryTitles[category] : undefined);
    });
    return [...recently, ...all];
  };
}

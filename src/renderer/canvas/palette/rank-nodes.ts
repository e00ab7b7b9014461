import { compatibleNodes } from '@core/graph/compatible-nodes';
import type { Replacement } from '@core/graph/replace-node';
import {
  type Catalog,
  categoryTitles,
  type NodeDefinition,
  nodeCategories,
} from '@core/node-definition';
import Fuse from 'fuse.js';
import type { LooseWire } from '../canvas-ui';
import { fuzzyMatch, type Marks, squash, wordsOf } from './fuzzy-match';

export interface PaletteItem {
  readonly definition: NodeDefinition;
  /** The port the dropped wire would go to. */
  readonly port?: string;
  /** What it would keep and lose in the place of another node. */
  readonly replacement?: Replacement;
}

/** A node that a query stands for, and why. */
export interface FoundItem {
  readonly item: PaletteItem;
  /** Letters of the title. */
  readonly marks: Marks;
  /** Another tool's name that was meant, with its letters. */
  readonly synonym?: { readonly text: string; readonly marks: Marks };
}

/** All nodes by category, or those a dropped wire can go on to, best first. */
export function paletteItems(
  catalog: Catalog,
  wire: LooseWire | undefined,
): readonly PaletteItem[] {
  if (wire) return compatibleNodes({ catalog, type: wire.type, direction: wire.direction });
  const order = (definition: NodeDefinition) => nodeCategories.indexOf(definition.category);
  return [...catalog.values()]
    .filter(({ onlyInside }) => !onlyInside)
    .sort((a, b) => order(a) - order(b) || a.title.localeCompare(b.title))
    .map((definition) => ({ definition }));
}

/** Found by spelling alone: shown only where little else is. */
const enough = 3;

/**
 * A search over titles, other tools' names, categories and documentation, best first. What is nearly
 * spelt right follows where little was found. An empty query gives all, as they are.
 */
export function createNodeSearch(
  items: readonly PaletteItem[],
): (query: string) => readonly FoundItem[] {
  const all = items.map((item): FoundItem => ({ item, marks: [] }));
  const misspelt = new Fuse(items, {
    keys: [
      { name: 'title', weight: 4, getFn: ({ definition }) => definition.title },
      { name: 'synonyms', weight: 3, getFn: ({ definition }) => [...(definition.synonyms ?? [])] },
    ],
    threshold: 0.34,
    ignoreLocation: true,
    minMatchCharLength: 2,
  });
  return (query) => {
    if (squash(query) === '') return all;
    const found = items
      .flatMap((item) => rate(item, query) ?? [])
      .sort((a, b) => b.score - a.score)
      .map((rated): FoundItem => rated);
    if (found.length >= enough) return found;
    const present = new Set(found.map(({ item }) => item));
    const others = misspelt.search(query.trim()).map(({ item }) => item);
    return [
      ...found,
      ...others.filter((item) => !present.has(item)).map((item) => ({ item, marks: [] })),
    ];
  };
}

type Rated = FoundItem & { readonly score: number };

/** A title counts a little more than a synonym that matches alike. */
const synonymCost = 3;

function rate(item: PaletteItem, query: string): Rated | null {
  const { title, category, doc, synonyms = [] } = item.definition;
  const byTitle = fuzzyMatch(query, title);
  const bySynonym = synonyms
    .flatMap((text) => {
      const match = fuzzyMatch(query, text);
      return match ? [{ text, ...match }] : [];
    })
    .sort((a, b) => b.score - a.score)[0];
  const titleScore = byTitle?.score ?? 0;
  if (bySynonym && bySynonym.score - synonymCost > titleScore) {
    const { text, marks, score } = bySynonym;
    return { item, score: score - synonymCost, marks: [], synonym: { text, marks } };
  }
  if (byTitle) return { item, score: byTitle.score, marks: byTitle.marks };
  const byCategory = fuzzyMatch(query, categoryTitles[category]);
  if (byCategory) return { item, score: byCategory.score * 0.4, marks: [] };
  const spread = wordsFound(query, [title, categoryTitles[category], ...synonyms]);
  if (spread > 0.5) return { item, score: 36 * spread, marks: [] };
  const inDoc = query.trim().length > 3 && doc.toLowerCase().includes(query.trim().toLowerCase());
  return inDoc ? { item, score: 12, marks: [] } : null;
}

/** The part of a query's words, 0..1, that begin a word of any of the texts. */
function wordsFound(query: string, texts: readonly string[]): number {
  const words = wordsOf(query);
  if (words.length < 2) return 0;
  const hits = words.filter((word) =>
    texts.some((text) => (fuzzyMatch(word, text)?.score ?? 0) > 60),
  );
  return hits.length / words.length;
}

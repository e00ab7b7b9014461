import { readFileSync } from 'node:fs';
import { CATEGORIES } from './sets.mjs';

/** "Smiling face: light skin tone" -> "smiling-face-light-skin-tone", as the icon sets name files. */
export function slug(label) {
  return label
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f’'“”.!]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Code points without the variation selector, which sets write or leave out as they please. */
export function plainHex(hexcode) {
  return hexcode
    .toLowerCase()
    .split('-')
    .filter((point) => point !== 'fe0f')
    .join('-');
}

/**
 * Emojibase's emoji by slug and by code point. A skin-tone variant belongs to the concept of the emoji
 * it varies, so that both land on the same side of the held-out split.
 *
 * @returns {{ bySlug: Map<string, Concept>, byHex: Map<string, Concept> }} where a concept is
 *   `{ concept, name, keywords, category, variant }`; `category` is a label id or 0 for none
 */
export function readConcepts(folder) {
  const entries = JSON.parse(readFileSync(`${folder}/emojibase-data/en/data.json`, 'utf8'));
  const bySlug = new Map();
  const byHex = new Map();
  for (const entry of entries) {
    const category = CATEGORIES.get(entry.group)?.id ?? 0;
    const base = plainHex(entry.hexcode);
    for (const emoji of [entry, ...(entry.skins ?? [])]) {
      const found = {
        concept: base,
        name: emoji.label.toLowerCase(),
        keywords: entry.tags ?? [],
        category,
        variant: emoji !== entry,
      };
      byHex.set(plainHex(emoji.hexcode), found);
      if (!bySlug.has(slug(emoji.label))) bySlug.set(slug(emoji.label), found);
    }
  }
  return { bySlug, byHex };
}

/** Fluent writes "boy-medium-light" where the others write "boy-medium-light-skin-tone". */
const TONE = /-(?:medium-light|medium-dark|light|medium|dark)(?:-skin-tone)?$/;

/**
 * The concept of an icon: by code point, by name, or by the name without its skin tone. One that
 * emojibase does not know is a concept of its own.
 */
export function conceptOf(icon, { byHex, bySlug }) {
  const known = (icon.hex && byHex.get(plainHex(icon.hex))) || bySlug.get(icon.name);
  if (known) return known;
  const base = bySlug.get(icon.name.replace(TONE, ''));
  const name = icon.name.replaceAll('-', ' ');
  if (base)
    return { ...base, name: /skin tone$/.test(name) ? name : `${name} skin tone`, variant: true };
  return { concept: icon.name, name, keywords: [], category: 0, variant: TONE.test(icon.name) };
}

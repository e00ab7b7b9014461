import { createHash } from 'node:crypto';

/** How much is kept from training. Changing one of these, or the seed, makes another data set. */
export const SPLIT = { seed: 'latent-patchbay-1', concepts: 240, pairs: 300, minStyles: 4 };

/** A number that depends on nothing but the seed and the key, to rank by. */
function rank(key) {
  return createHash('sha256').update(`${SPLIT.seed}/${key}`).digest('hex');
}

/**
 * Puts each picture into `train`, `heldout` (its concept is never trained, in any style) or `pair`
 * (its concept and its style are trained, never together).
 *
 * Only concepts drawn in several styles are held out, no flags and no icons without a category:
 * what is measured on them should be about drawing, not about one odd picture.
 *
 * @param {{ concept: string, style: number, category: number, variant: boolean }[]} pictures
 * @returns {string[]} one split name a picture
 */
export function splitPictures(pictures) {
  const styles = new Map();
  for (const picture of pictures) {
    if (picture.variant || picture.category === 0 || picture.category === 15) continue;
    const seen = styles.get(picture.concept) ?? new Set();
    styles.set(picture.concept, seen.add(picture.style));
  }
  const wide = [...styles].filter(([, seen]) => seen.size >= SPLIT.minStyles);
  const ranked = wide.map(([concept]) => concept).sort(byRank);
  const heldout = new Set(ranked.slice(0, SPLIT.concepts));
  const paired = ranked.slice(SPLIT.concepts, SPLIT.concepts + SPLIT.pairs);
  const pairs = new Map(
    paired.map((concept) => {
      const seen = [...styles.get(concept)].sort((a, b) =>
        byRank(`${concept}/${a}`, `${concept}/${b}`),
      );
      return [concept, seen[0]];
    }),
  );
  return pictures.map(({ concept, style }) => {
    if (heldout.has(concept)) return 'heldout';
    return pairs.get(concept) === style ? 'pair' : 'train';
  });
}

function byRank(a, b) {
  return rank(a) < rank(b) ? -1 : 1;
}

/**
 * Builds the training data: every emoji of the sets in `sets.mjs`, 64 px RGB on white.
 *
 *   node data/build.mjs [folder]    default: the cache folder's training/data
 *
 * Writes `images.u8` ([N, 64, 64, 3] bytes) and `index.json` (`size`, `styles`, `split` and one record a
 * picture: style, concept, name, keywords, category, variant, split). The same packages give the same bytes.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { conceptOf, readConcepts } from './concepts.mjs';
import { readIcons } from './icons.mjs';
import { STYLES } from './sets.mjs';
import { SPLIT, splitPictures } from './split.mjs';

const SIZE = 64;
const packages = fileURLToPath(new URL('../node_modules', import.meta.url));
const cache = process.env.PATCHBAY_CACHE_DIR ?? join(homedir(), '.cache', 'latent-patchbay');
const target = process.argv[2] ?? join(cache, 'training', 'data');

const concepts = readConcepts(packages);
const pictures = [];
const pixels = [];
for (const style of STYLES) {
  const { kept, repeated } = await addStyle(style);
  console.log(`${style.name}: ${kept} pictures, ${repeated} left out as repeats`);
}
const splits = splitPictures(pictures);
pictures.forEach((picture, i) => {
  picture.split = splits[i];
});
mkdirSync(target, { recursive: true });
writeFileSync(join(target, 'images.u8'), Buffer.concat(pixels));
writeFileSync(
  join(target, 'index.json'),
  JSON.stringify({ size: SIZE, styles: STYLES, split: SPLIT, pictures }),
);
const count = (name) => splits.filter((split) => split === name).length;
console.log(
  `${pictures.length} pictures in ${target}: ${count('train')} to train on, ` +
    `${count('heldout')} of held-out concepts, ${count('pair')} held-out pairs`,
);

/** Adds one set; a picture that the set has under two names is added once. */
async function addStyle(style) {
  const seen = new Set();
  let repeated = 0;
  for (const icon of readIcons(style, packages)) {
    const rgb = await icon.render(SIZE);
    const hash = createHash('sha256').update(rgb).digest('hex');
    if (seen.has(hash)) {
      repeated++;
      continue;
    }
    seen.add(hash);
    pictures.push({ style: style.id, ...conceptOf(icon, concepts) });
    pixels.push(rgb);
  }
  return { kept: seen.size, repeated };
}

/** Letters of a text that a query stands for, as index ranges `[start, end)`. */
export type Marks = readonly (readonly [start: number, end: number])[];

export interface Match {
  /** 0..100; above 0. */
  readonly score: number;
  readonly marks: Marks;
}

interface Letters {
  /** Letters and digits alone, lower case, without accents. */
  readonly text: string;
  /** Where each of them stands in the original. */
  readonly at: readonly number[];
  /** Positions in `text` where a word begins: `KSampler` is K, S and ampler's S again. */
  readonly starts: ReadonlySet<number>;
}

const known = new Map<string, Letters>();

function lettersOf(original: string): Letters {
  const kept = known.get(original);
  if (kept) return kept;
  let text = '';
  const at: number[] = [];
  const starts = new Set<number>();
  let before = ' ';
  for (let i = 0; i < original.length; i++) {
    const char = original[i] ?? '';
    const plain = char.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    if (!/[\p{L}\p{N}]/u.test(plain)) {
      before = ' ';
      continue;
    }
    const isCapital = char !== char.toLowerCase();
    const next = original[i + 1] ?? '';
    const afterCapitals = before !== before.toLowerCase() && next !== next.toUpperCase();
    if (before === ' ' || (isCapital && (before === before.toLowerCase() || afterCapitals)))
      starts.add(text.length);
    for (const one of plain) {
      text += one;
      at.push(i);
    }
    before = char;
  }
  const letters = { text, at, starts };
  known.set(original, letters);
  return letters;
}

/** Letters and digits alone: `img-2-img` and `img2img` are one word. */
export const squash = (query: string): string => lettersOf(query).text;

/** `ImageCrop` is two words, as `image crop` is. */
export const wordsOf = (query: string): readonly string[] =>
  query
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((word) => squash(word) || []);

const marksOf = ({ at }: Letters, from: number, count: number): Marks =>
  join(at.slice(from, from + count).map((i) => [i, i + 1] as const));

/** Neighbouring ranges as one, in order. */
function join(ranges: Marks): Marks {
  const joined: [number, number][] = [];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

/** Of texts that match alike the shortest says most. */
const longer = (letters: Letters, query: string): number =>
  Math.min(8, (letters.text.length - query.length) * 0.2);

/**
 * How well a query stands for a text: the same, its beginning, the beginning of a word in it, all words
 * in any order, a part, first letters of words (`cte` is CLIP Text Encode). Null: not at all.
 */
export function fuzzyMatch(query: string, text: string): Match | null {
  const wanted = squash(query);
  if (wanted === '') return null;
  const letters = lettersOf(text);
  const less = longer(letters, wanted);
  if (letters.text === wanted) return { score: 100, marks: marksOf(letters, 0, wanted.length) };
  if (letters.text.startsWith(wanted))
    return { score: 92 - less, marks: marksOf(letters, 0, wanted.length) };
  const start = [...letters.starts].find((from) => letters.text.startsWith(wanted, from));
  if (start !== undefined)
    return { score: 80 - less, marks: marksOf(letters, start, wanted.length) };
  const words = matchWords(query, letters);
  if (words) return { score: 70 - less, marks: words };
  const inside = wanted.length < 3 ? -1 : letters.text.indexOf(wanted);
  if (inside >= 0) return { score: 56 - less, marks: marksOf(letters, inside, wanted.length) };
  const initials = matchInitials(wanted, letters);
  return initials && { score: 44 - less, marks: initials };
}

/** Every word of the query begins a word of the text, in any order. */
function matchWords(query: string, letters: Letters): Marks | null {
  const words = wordsOf(query);
  if (words.length < 2) return null;
  const found = words.map((word) => {
    const start = [...letters.starts].find((from) => letters.text.startsWith(word, from));
    return start === undefined ? null : marksOf(letters, start, word.length);
  });
  return found.some((marks) => marks === null) ? null : join(found.flatMap((marks) => marks ?? []));
}

/** Letters in order, each the beginning of a word or right behind the one before. */
function matchInitials(wanted: string, letters: Letters): Marks | null {
  if (wanted.length < 2 || wanted.length > 12) return null;
  const follow = (letter: number, from: number): number[] | null => {
    if (letter === wanted.length) return [];
    const next = [...[...letters.starts].filter((start) => start >= from), from];
    for (const place of next) {
      if (letters.text[place] !== wanted[letter]) continue;
      if (letter === 0 && !letters.starts.has(place)) continue;
      const rest = follow(letter + 1, place + 1);
      if (rest) return [place, ...rest];
    }
    return null;
  };
  const places = follow(0, 0);
  return (
    places &&
    join(places.map((place) => [letters.at[place] ?? 0, (letters.at[place] ?? 0) + 1] as const))
  );
}

/**
 * A label in lines of at most `width` by `measure`; what does not fit into `lines` of them ends in an
 * ellipsis. Words longer than a line are cut where they must be.
 */
export function wrapText(
  text: string,
  width: number,
  lines: number,
  measure: (text: string) => number,
): readonly string[] {
  const fits = (line: string) => measure(line) <= width;
  const done: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).flatMap((one) => pieces(one, fits))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) line = longer;
    else {
      if (line !== '') done.push(line);
      line = word;
    }
  }
  if (line !== '') done.push(line);
  if (done.length <= lines) return done;
  let last = done[lines - 1] ?? '';
  while (last !== '' && !fits(`${last}…`)) last = last.slice(0, -1);
  return [...done.slice(0, lines - 1), `${last.trimEnd()}…`];
}

function pieces(word: string, fits: (text: string) => boolean): readonly string[] {
  if (fits(word)) return [word];
  const found: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece !== '' && !fits(piece + letter)) {
      found.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...found, piece];
}

/** The candidate a typing error is likely to have meant: at most a third of its letters differ. */
function closest(word: string, candidates: readonly string[]): string | undefined {
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of candidates) {
    const distance = editDistance(word.toLowerCase(), name.toLowerCase());
    if (distance <= Math.max(1, name.length / 3) && distance < (best?.distance ?? Infinity)) {
      best = { name, distance };
    }
  }
  return best?.name;
}

/** "Did you mean x? " or nothing: starts a hint. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const name = closest(word, candidates);
  return name === undefined ? '' : `Did you mean ${name}? `;
}

/** Edits and swaps of neighbours (optimal string alignment), two rows back at a time. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const at = (cells: readonly number[], k: number) => cells[k] ?? Number.POSITIVE_INFINITY;
      const substitute = at(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min(substitute, swap, at(row, j) + 1, at(next, j - 1) + 1));
    }
    before = row;
    row = next;
  }
  return row.at(-1) ?? 0;
}

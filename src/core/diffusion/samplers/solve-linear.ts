/**
 * x of A x = b for a small regular matrix, by elimination with the largest pivot.
 * @param rows of A, each with its b at the end.
 */
export function solveLinear(rows: readonly (readonly number[])[]): number[] {
  const size = rows.length;
  const work = rows.map((row) => [...row]);
  for (let column = 0; column < size; column++) {
    const below = work.slice(column);
    const pivot = below.reduce((best, row) =>
      Math.abs(row[column] ?? 0) > Math.abs(best[column] ?? 0) ? row : best,
    );
    const place = work.indexOf(pivot);
    work[place] = work[column] ?? [];
    const scaled = pivot.map((value) => value / (pivot[column] ?? 0));
    work[column] = scaled;
    for (const [i, row] of work.entries()) {
      if (i === column) continue;
      const share = row[column] ?? 0;
      work[i] = row.map((value, k) => value - share * (scaled[k] ?? 0));
    }
  }
  return work.map((row) => row[size] ?? 0);
}

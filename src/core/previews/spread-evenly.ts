/** `count` of `length` indices, evenly spread, first and last among them; one alone is the last. */
export function spreadEvenly(length: number, count: number): readonly number[] {
  if (length === 0) return [];
  if (count <= 1) return [length - 1];
  if (count >= length) return Array.from({ length }, (_, i) => i);
  return Array.from({ length: count }, (_, i) => Math.round((i * (length - 1)) / (count - 1)));
}

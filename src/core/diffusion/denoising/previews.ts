/** Whether iteration `index` of `iterations` (0-based) is shown: every n-th, and always the last. */
export const showsPreview = (every: number, index: number, iterations: number): boolean =>
  every > 0 && ((index + 1) % every === 0 || index === iterations - 1);

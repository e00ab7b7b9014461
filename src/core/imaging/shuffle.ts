import { nextUint32, seedMt19937 } from '../diffusion/noise/mt19937';

/** Fisher and Yates, as Durstenfeld 1964; equal seeds give equal orders. @param seed 0 .. 2^53 - 1 */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const state = seedMt19937(seed);
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor((nextUint32(state) / 2 ** 32) * (i + 1));
    const [a, b] = [order[i], order[j]];
    if (a === undefined || b === undefined) throw new Error('no holes in a list to shuffle');
    order[i] = b;
    order[j] = a;
  }
  return order;
}

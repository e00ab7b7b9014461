/**
 * Mersenne Twister (Matsumoto and Nishimura 1998), the generator behind torch.Generator('cpu').
 * A generator is 624 words and a position, in one array that can be copied and carried.
 */
const size = 624;
const shift = 397;

export type Mt19937 = Uint32Array;

/** Seeded with the low 32 bits, as torch does. @param seed integer, 0 .. 2^53 - 1. */
export function seedMt19937(seed: number): Mt19937 {
  const state = new Uint32Array(size + 1);
  state[0] = seed % 2 ** 32;
  for (let i = 1; i < size; i++) {
    const last = state[i - 1] ?? 0;
    state[i] = Math.imul(1812433253, last ^ (last >>> 30)) + i;
  }
  state[size] = size;
  return state;
}

function regenerate(state: Mt19937): void {
  for (let i = 0; i < size; i++) {
    const word = ((state[i] ?? 0) & 0x80000000) | ((state[(i + 1) % size] ?? 0) & 0x7fffffff);
    const odd = word & 1 ? 0x9908b0df : 0;
    state[i] = (state[(i + shift) % size] ?? 0) ^ (word >>> 1) ^ odd;
  }
  state[size] = 0;
}

/** The next 32 bits. Advances `state`: copy it first where the old one is still wanted. */
export function nextUint32(state: Mt19937): number {
  if ((state[size] ?? size) >= size) regenerate(state);
  const position = state[size] ?? 0;
  state[size] = position + 1;
  let word = state[position] ?? 0;
  word ^= word >>> 11;
  word ^= (word << 7) & 0x9d2c5680;
  word ^= (word << 15) & 0xefc60000;
  return (word ^ (word >>> 18)) >>> 0;
}

export const isMt19937 = (value: unknown): value is Mt19937 =>
  value instanceof Uint32Array && value.length === size + 1;

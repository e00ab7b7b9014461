/**
 * Philox4x32-10 (Salmon et al. 2011, "Parallel Random Numbers: As Easy as 1, 2, 3") and the noise
 * that torch draws with it on NVIDIA GPUs: one counter an element, so any size starts the same.
 */
const multiplierA = 0xd2511f53;
const multiplierB = 0xcd9e8d57;
/** Golden ratio and sqrt(3) - 1: what the key grows by each round. */
const weylA = 0x9e3779b9;
const weylB = 0xbb67ae85;

const low32 = 0xffffffffn;

function multiply(a: number, b: number): readonly [high: number, low: number] {
  const product = BigInt(a) * BigInt(b >>> 0);
  return [Number(product >> 32n), Number(product & low32)];
}

type Words4 = readonly [number, number, number, number];

/** Ten rounds. Words are unsigned 32-bit. */
export function philox(counter: Words4, key: readonly [number, number]): Words4 {
  let [c0, c1, c2, c3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < 10; round++) {
    const [highA, lowA] = multiply(multiplierA, c0);
    const [highB, lowB] = multiply(multiplierB, c2);
    [c0, c1, c2, c3] = [(highB ^ c1 ^ k0) >>> 0, lowB, (highA ^ c3 ^ k1) >>> 0, lowA];
    k0 = (k0 + weylA) >>> 0;
    k1 = (k1 + weylB) >>> 0;
  }
  return [c0, c1, c2, c3];
}

/** Unit Gaussian noise by Box-Muller, the sine alone. @param seed integer, 0 .. 2^53 - 1. */
export function philoxNoise(seed: number, count: number): Float32Array {
  const key = [seed % 2 ** 32, Math.floor(seed / 2 ** 32)] as const;
  const data = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const [x, y] = philox([0, 0, i, 0], key);
    const u = x * 2 ** -32 + 2 ** -33;
    const angle = (y * 2 ** -32 + 2 ** -33) * 2 * Math.PI;
    data[i] = Math.sqrt(-2 * Math.log(u)) * Math.sin(angle);
  }
  return data;
}

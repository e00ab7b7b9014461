import { isMt19937, type Mt19937, nextUint32, seedMt19937 } from './mt19937';

/**
 * `torch.randn` on the CPU, float32. Source: ATen/native/cpu/DistributionTemplates.h
 * (`normal_fill`) and ATen/core/DistributionsHelper.h (`normal_distribution`). torch's vectorised
 * build differs by about 1e-6.
 */
const block = 16;
/** Below this many values torch draws one by one, in double precision. */
const smallest = 16;

/** 24 bits: what a float32 holds. */
const uniform24 = (state: Mt19937): number => (nextUint32(state) & 0xffffff) * 2 ** -24;

/** 53 bits of two words, the high word first. */
function uniform53(state: Mt19937): number {
  const high = nextUint32(state);
  const low = nextUint32(state);
  return ((high & 0x1fffff) * 2 ** 32 + low) * 2 ** -53;
}

function boxMuller(data: Float32Array, start: number): void {
  for (let j = start; j < start + block / 2; j++) {
    const u1 = 1 - (data[j] ?? 0);
    const radius = Math.sqrt(-2 * Math.log(u1));
    const angle = 2 * Math.PI * (data[j + block / 2] ?? 0);
    data[j] = radius * Math.cos(angle);
    data[j + block / 2] = radius * Math.sin(angle);
  }
}

function drawBlocks(state: Mt19937, count: number): Float32Array {
  const data = new Float32Array(count);
  for (let i = 0; i < count; i++) data[i] = uniform24(state);
  for (let i = 0; i + block <= count; i += block) boxMuller(data, i);
  if (count % block !== 0) {
    // The rest does not fill a block: the last 16 values are drawn anew.
    const tail = count - block;
    for (let i = tail; i < count; i++) data[i] = uniform24(state);
    boxMuller(data, tail);
  }
  return data;
}

function drawSingly(state: Mt19937, count: number): Float32Array {
  const data = new Float32Array(count);
  for (let i = 0; i < count; i += 2) {
    const u1 = uniform53(state);
    const u2 = uniform53(state);
    const radius = Math.sqrt(-2 * Math.log1p(-u2));
    data[i] = radius * Math.cos(2 * Math.PI * u1);
    if (i + 1 < count) data[i + 1] = radius * Math.sin(2 * Math.PI * u1);
  }
  return data;
}

const draw = (state: Mt19937, count: number): Float32Array =>
  count >= smallest ? drawBlocks(state, count) : drawSingly(state, count);

/** `torch.randn(count, generator=torch.Generator().manual_seed(seed))`. */
export const torchCpuNoise = (seed: number, count: number): Float32Array =>
  draw(seedMt19937(seed), count);

/**
 * The next `count` values of a generator carried from step to step; `state` is what the call
 * before gave, or anything else to start from `seed`. Pure: the given state is copied.
 */
export function continueNoise(
  state: unknown,
  seed: number,
  count: number,
): { readonly noise: Float32Array; readonly state: Mt19937 } {
  const next = isMt19937(state) ? state.slice() : seedMt19937(seed);
  return { noise: draw(next, count), state: next };
}

import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Value } from '@core/values';
import { expect, onTestFinished, test } from 'vitest';
import { fromHalf, toHalf } from '../../src/main/engine/sessions/float16';
import { checkModelFile } from '../../src/main/engine/sessions/model-file';
import { createSessionPool, sessionBudget } from '../../src/main/engine/sessions/session-pool';
import { cacheBudget, createValueCache } from '../../src/main/engine/value-cache';
import { bundledModel } from './helpers/library';

/** About 4,000 bytes with its overhead. */
const entry = (fill: number) => {
  const data = new Float32Array(936).fill(fill);
  const value: Value = { kind: 'image', tensor: { type: 'float32', dims: [1, 3, 12, 26], data } };
  return { outputs: { image: value }, shown: [] };
};

test('the value cache drops what was used longest ago, and never exceeds its budget', () => {
  const cache = createValueCache(12_000);
  for (const key of ['a', 'b', 'c']) cache.set(key, entry(1));
  expect(cache.bytes).toBe(12_000);
  expect(cache.get('a')).toBeDefined();
  cache.set('d', entry(2));
  expect([...'abcd'].filter((key) => cache.get(key))).toEqual(['a', 'c', 'd']);
  cache.set('d', entry(3));
  expect(cache.bytes).toBe(12_000);
  cache.clear();
  expect(cache.bytes).toBe(0);
  // Larger than all of it: not kept, and nothing is pushed out for it.
  const small = createValueCache(5000);
  small.set('kept', entry(1));
  small.set('huge', { outputs: { ...entry(1).outputs, more: entry(2).outputs.image }, shown: [] });
  expect(small.get('huge')).toBeUndefined();
  expect(small.get('kept')).toBeDefined();
});

test('budgets come from the environment', () => {
  expect(cacheBudget({})).toBe(512 * 2 ** 20);
  expect(cacheBudget({ PATCHBAY_CACHE_MB: '0' })).toBe(0);
  expect(cacheBudget({ PATCHBAY_CACHE_MB: 'many' })).toBe(512 * 2 ** 20);
  expect(sessionBudget({ PATCHBAY_SESSIONS_MB: '64' })).toBe(64 * 2 ** 20);
});

test('sessions are shared, and give way when the budget is exceeded', async () => {
  const file = (part: string) => join(bundledModel, part, 'model.onnx');
  // The decoder (3.5 MB) and the encoder (3.2 MB) at 1.5 times their size do not fit together.
  const pool = createSessionPool(8 * 2 ** 20);
  const decoder = await pool.acquire(file('vae_decoder'), 'cpu');
  expect(await pool.acquire(file('vae_decoder'), 'cpu')).toBe(decoder);
  await pool.acquire(file('vae_encoder'), 'cpu');
  expect(pool.size).toBe(1);
  expect(await pool.acquire(file('vae_decoder'), 'cpu')).not.toBe(decoder);
  await pool.releaseAll();
  expect(pool.size).toBe(0);
});

test('weights beside the model count, and a change of theirs is seen', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-weights-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'model.onnx');
  const weights = join(folder, 'model.onnx_data');
  writeFileSync(file, new Uint8Array([8, 7]));
  writeFileSync(weights, 'old weights');
  const { atime, mtime } = statSync(weights);
  const before = await checkModelFile(file);
  expect(before).toMatchObject({ value: { bytes: 2, totalBytes: 13 } });
  // As `cp -p` and `rsync -t` do: the same length and time.
  writeFileSync(weights, 'new weights');
  utimesSync(weights, atime, mtime);
  const after = await checkModelFile(file);
  if (!before.ok || !after.ok) throw new Error('both are there');
  expect(after.value.stamp).not.toBe(before.value.stamp);
});

test('half precision: known patterns, and every pattern there and back', () => {
  // IEEE 754 binary16: 1, -2, the largest, the smallest subnormal, overflow, tie to even.
  expect([1, -2, 65504, 2 ** -24, 65520, 1 + 2 ** -11].map(toHalf)).toEqual([
    0x3c00, 0xc000, 0x7bff, 0x0001, 0x7c00, 0x3c00,
  ]);
  for (let bits = 0; bits < 0x10000; bits++) {
    const value = fromHalf(bits);
    if (Number.isNaN(value)) expect(Number.isNaN(fromHalf(toHalf(value)))).toBe(true);
    else if (toHalf(value) !== bits)
      throw new Error(`${bits.toString(16)} became ${toHalf(value)}`);
  }
});

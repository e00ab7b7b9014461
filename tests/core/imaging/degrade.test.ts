import { degradations, degradeOrder, describeOrder } from '@core/imaging/degrade';
import { shuffled } from '@core/imaging/shuffle';
import { expect, it } from 'vitest';

const params = {
  order: 'shuffled',
  seed: 1,
  blur: 1,
  downscale: 2,
  method: 'area',
  noise: 5,
  quality: 50,
} as const;

it('shuffles by the seed, the same each time, and every order comes up', () => {
  expect(shuffled(degradations, 7)).toEqual(shuffled(degradations, 7));
  const orders = new Set(
    Array.from({ length: 400 }, (_, seed) => shuffled(degradations, seed).join(' ')),
  );
  expect(orders.size).toBe(24);
});

it('leaves out what does nothing', () => {
  expect(degradeOrder({ ...params, order: 'fixed' })).toEqual([...degradations]);
  const none = { ...params, blur: 0, downscale: 1, noise: 0, quality: 100 };
  expect(degradeOrder(none)).toEqual([]);
  expect(describeOrder({ ...none, quality: 99 })).toBe('JPEG');
});

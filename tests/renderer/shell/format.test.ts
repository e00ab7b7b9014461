import { expect, it } from 'vitest';
import { count, formatMs } from '../../../src/renderer/shell/format';

it.each([
  [0.42, '0.4 ms'],
  [37.6, '38 ms'],
  [1234, '1.23 s'],
  [125_000, '2 min 5 s'],
])('formats %d ms as %s', (ms, text) => {
  expect(formatMs(ms)).toBe(text);
});

it('counts one and many', () => {
  expect([count(0, 'error'), count(1, 'error'), count(2, 'error')]).toEqual([
    '0 errors',
    '1 error',
    '2 errors',
  ]);
});

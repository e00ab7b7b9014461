import { expect, it } from 'vitest';
import { isWorthTelling } from '../../../src/main/window/run-end';

it('the end of a run is told where it took long, nobody looks and the user wants it', () => {
  const long = { ms: 10_001, focused: false, wanted: true };
  expect(isWorthTelling(long)).toBe(true);
  expect(isWorthTelling({ ...long, ms: 9000 })).toBe(false);
  expect(isWorthTelling({ ...long, focused: true })).toBe(false);
  expect(isWorthTelling({ ...long, wanted: false })).toBe(false);
});

import { expect, it } from 'vitest';
import { pictureScale } from '../../../src/renderer/shell/results/fit-scale';

const small = { width: 64, height: 64 };
const room = { width: 350, height: 400 };

it('enlarges hard pixels by whole factors only', () => {
  expect(pictureScale(small, room, 'fit', false)).toBe(5);
});

it('fills the room when smooth', () => {
  expect(pictureScale(small, room, 'fit', true)).toBeCloseTo(350 / 64);
});

it('shrinks what is larger than the room, hard pixels or not', () => {
  expect(pictureScale({ width: 700, height: 100 }, room, 'fit', false)).toBeCloseTo(0.5);
});

it('takes the chosen factor, and 1 before the room is measured', () => {
  expect(pictureScale(small, room, 4, true)).toBe(4);
  expect(pictureScale(small, { width: 0, height: 0 }, 'fit', false)).toBe(1);
});

import { expect, it } from 'vitest';
import { visibleState } from '../../../src/main/window/window-state';

const screens = [
  { x: 0, y: 0, width: 1920, height: 1080 },
  { x: 1920, y: 0, width: 1280, height: 1024 },
];
const size = { width: 1000, height: 700, maximized: false };

it.each([
  [100, 100, true],
  [2200, 50, true],
  // Only the title bar's left end is outside.
  [-300, 100, true],
  // The second screen is gone, or the window was dragged away.
  [4000, 100, false],
  [100, -400, false],
  [100, 1200, false],
])('a window at %i, %i is put back there: %s', (x, y, kept) => {
  expect(visibleState({ ...size, x, y }, screens)).toEqual(kept ? { ...size, x, y } : size);
});

it('lets the system place a window that has no position', () => {
  expect(visibleState(size, screens)).toEqual(size);
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gridKey } from '../../../../src/renderer/shell/results/gallery/grid-keys';

const key = (name: string) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false });
const move = (name: string, index: number, count = 10, columns = 4) => {
  const found = gridKey(key(name), { index, count, columns });
  return found?.kind === 'move' ? found.to : found;
};

it('walks through rows and columns, and stays at the edges', () => {
  expect(move('ArrowRight', 3)).toBe(4);
  expect(move('ArrowLeft', 0)).toBe(0);
  expect(move('ArrowUp', 2)).toBe(2);
  expect(move('ArrowUp', 6)).toBe(2);
  expect(move('ArrowDown', 1)).toBe(5);
  // Under it the last row has nothing: its end is nearest.
  expect(move('ArrowDown', 7)).toBe(9);
  expect(move('ArrowDown', 8)).toBe(8);
  expect(move('End', 0)).toBe(9);
});

it('never leaves the list', () => {
  const names = fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End');
  fc.assert(
    fc.property(
      names,
      fc.nat(50),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 9 }),
      (name, at, count, columns) => {
        const to = move(name, at % count, count, columns);
        expect(to).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThan(count);
      },
    ),
  );
});

it('leaves keys with Ctrl to the window, and all keys where there is nothing', () => {
  expect(gridKey({ ...key('s'), ctrlKey: true }, { index: 0, count: 3, columns: 2 })).toBeNull();
  expect(gridKey(key('Enter'), { index: 0, count: 0, columns: 1 })).toBeNull();
});

import { freePlace } from '@core/graph/free-place';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const size = { width: 248, height: 120 };
const overlaps = (
  a: { x: number; y: number; width: number; height: number },
  b: { x: number; y: number; width: number; height: number },
) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('freePlace', () => {
  it('is the place asked for where nothing lies there', () => {
    expect(freePlace({ taken: [], size, at: { x: 10.4, y: -3.6 } })).toEqual({ x: 10, y: -4 });
  });

  it('goes as near as it can without lying over another', () => {
    const taken = [{ x: 0, y: 0, width: 248, height: 100 }];
    const place = freePlace({ taken, size, at: { x: 0, y: 20 } });
    expect(place).toEqual({ x: 0, y: 116 });
  });

  it('never overlaps where there is room', () => {
    const box = fc.record({
      x: fc.integer({ min: -600, max: 600 }),
      y: fc.integer({ min: -600, max: 600 }),
      width: fc.integer({ min: 40, max: 300 }),
      height: fc.integer({ min: 40, max: 400 }),
    });
    fc.assert(
      fc.property(fc.array(box, { maxLength: 12 }), (taken) => {
        const place = { ...freePlace({ taken, size, at: { x: 0, y: 0 } }), ...size };
        expect(taken.some((other) => overlaps(other, place))).toBe(false);
      }),
    );
  });

  it('keeps to the place asked for where everything is taken', () => {
    const taken = [{ x: -5000, y: -5000, width: 10_000, height: 10_000 }];
    expect(freePlace({ taken, size, at: { x: 7, y: 7 } })).toEqual({ x: 7, y: 7 });
  });
});

import { checkParam } from '@core/graph/check-param';
import type { BoxesParam } from '@core/node-params';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  boxBetween,
  corners,
  movedBox,
  resizedBox,
} from '../../../src/renderer/widgets/boxes/box-math';

const spec: BoxesParam = { kind: 'boxes', label: '', doc: '', default: [], labels: () => [] };
const anywhere = fc.record({
  x: fc.double({ min: -2, max: 2, noNaN: true }),
  y: fc.double({ min: -2, max: 2, noNaN: true }),
});

it('whatever one drags, the boxes are ones that a graph may have', () => {
  fc.assert(
    fc.property(anywhere, anywhere, anywhere, fc.constantFrom(...corners), (a, b, by, corner) => {
      const box = boxBetween(a, b, 'car');
      for (const one of [box, movedBox(box, by), resizedBox(box, corner, by)])
        expect(checkParam(spec, [one])).toBeNull();
    }),
  );
});

it('moves as a whole and stops at the edge', () => {
  const box = { x: 0.5, y: 0.5, width: 0.25, height: 0.25, label: 'a' };
  expect(movedBox(box, { x: 0.1, y: -0.1 })).toEqual({ ...box, x: 0.6, y: 0.4 });
  expect(movedBox(box, { x: 9, y: -9 })).toEqual({ ...box, x: 0.75, y: 0 });
});

it('resizes at a corner while the opposite one stays', () => {
  const box = { x: 0.5, y: 0.5, width: 0.25, height: 0.25, label: 'a' };
  expect(resizedBox(box, 'se', { x: 0.1, y: 0.2 })).toEqual({ ...box, width: 0.35, height: 0.45 });
  expect(resizedBox(box, 'nw', { x: -0.1, y: 0.1 })).toEqual({
    ...box,
    x: 0.4,
    y: 0.6,
    width: 0.35,
    height: 0.15,
  });
});

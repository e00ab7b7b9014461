import { expect, it } from 'vitest';
import { createEventQueue } from '../../../src/renderer/stores/event-queue';

it('hands over once a frame, in order, and schedules again for what comes later', () => {
  const frames: (() => void)[] = [];
  const batches: (readonly number[])[] = [];
  const push = createEventQueue<number>(
    (events) => batches.push(events),
    (callback) => frames.push(callback),
  );
  push(1);
  push(2);
  push(3);
  expect(frames).toHaveLength(1);
  frames[0]?.();
  push(4);
  expect(frames).toHaveLength(2);
  frames[1]?.();
  expect(batches).toEqual([[1, 2, 3], [4]]);
});

/**
 * Collects what arrives within a frame and hands it over once: a run sends more events than a
 * screen can show. `schedule` calls back at the next frame.
 */
export function createEventQueue<T>(
  flush: (events: readonly T[]) => void,
  schedule: (callback: () => void) => void = nextFrame,
): (event: T) => void {
  let waiting: T[] = [];
  return (event) => {
    waiting.push(event);
    if (waiting.length > 1) return;
    schedule(() => {
      const events = waiting;
      waiting = [];
      flush(events);
    });
  };
}

/** A hidden window draws no frames; its run must still be seen to end. */
function nextFrame(callback: () => void): void {
  let called = false;
  const once = () => {
    if (called) return;
    called = true;
    callback();
  };
  requestAnimationFrame(once);
  setTimeout(once, 100);
}

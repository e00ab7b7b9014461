import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCloseGuard } from '../../../src/main/window/close-guard';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function guard({ userSays = true, loaded = true } = {}) {
  const log: string[] = [];
  const note = (what: string) => () => {
    log.push(what);
  };
  const closeGuard = createCloseGuard({
    askPage: note('ask page'),
    askUser: async () => {
      log.push('ask user');
      return userSays;
    },
    close: note('close'),
    stay: note('stay'),
    waitMs: 1000,
  });
  if (loaded) closeGuard.pageLoaded();
  return { closeGuard, log };
}

describe('closing', () => {
  it('waits for the page, and closes when it agrees', () => {
    const { closeGuard, log } = guard();
    expect(closeGuard.requested()).toBe(false);
    closeGuard.answered(true);
    expect(log).toEqual(['ask page', 'close']);
    expect(closeGuard.requested()).toBe(true);
  });

  it('stays when the page says so, and asks again the next time', () => {
    const { closeGuard, log } = guard();
    closeGuard.requested();
    closeGuard.answered(false);
    expect(closeGuard.requested()).toBe(false);
    expect(log).toEqual(['ask page', 'stay', 'ask page']);
  });

  it('asks once, however often the user clicks', () => {
    const { closeGuard, log } = guard();
    closeGuard.requested();
    closeGuard.requested();
    expect(log).toEqual(['ask page']);
  });

  it('ignores an answer nobody asked for', () => {
    const { closeGuard, log } = guard();
    closeGuard.answered(true);
    expect(log).toEqual([]);
    expect(closeGuard.requested()).toBe(false);
  });
});

describe('a page that hangs', () => {
  it('leaves the choice to the user', async () => {
    const { closeGuard, log } = guard();
    closeGuard.requested();
    await vi.advanceTimersByTimeAsync(1000);
    expect(log).toEqual(['ask page', 'ask user', 'close']);
  });

  it('is waited for when the user says so', async () => {
    const { closeGuard, log } = guard({ userSays: false });
    closeGuard.requested();
    await vi.advanceTimersByTimeAsync(1000);
    expect(log).toEqual(['ask page', 'ask user', 'stay']);
  });

  it('is not one that shows its own dialog', async () => {
    const { closeGuard, log } = guard();
    closeGuard.requested();
    closeGuard.pageIsAlive();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(log).toEqual(['ask page']);
  });
});

describe('a page that is gone', () => {
  it('cannot keep the window open', () => {
    const { closeGuard } = guard();
    closeGuard.pageIsGone();
    expect(closeGuard.requested()).toBe(true);
    expect(guard({ loaded: false }).closeGuard.requested()).toBe(true);
  });

  it('closes at once when it goes while it is asked', () => {
    const { closeGuard, log } = guard();
    closeGuard.requested();
    closeGuard.pageIsGone();
    expect(log).toEqual(['ask page', 'close']);
  });
});

import { steadyTimeLeft, timeLeft } from '@core/plan/time-left';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const measured = new Map([
  ['denoise', 100],
  ['decode', 50],
]);

describe('time left', () => {
  it('adds what was measured of the work that waits', () => {
    const waiting = [
      { cost: 'denoise', times: 20 },
      { cost: 'decode', times: 1 },
    ];
    expect(timeLeft({ waiting, running: [], measured })).toBe(2050);
  });

  it('takes the pace of this run over that of earlier ones', () => {
    const running = [{ cost: 'denoise', times: 20, left: 10, rate: 300 }];
    const waiting = [{ cost: 'decode', times: 1 }];
    expect(timeLeft({ waiting, running, measured })).toBe(3050);
  });

  it('counts nodes that share a loop once', () => {
    const node = { cost: 'x', times: 20, left: 10, rate: 300 };
    const running = [node, { ...node, cost: 'y' }, { ...node, cost: 'z', left: 9 }];
    expect(timeLeft({ waiting: [], running, measured })).toBe(3000);
  });

  it('in a first run is told from the second iteration on', () => {
    const none = new Map<string, number>();
    const waiting = [{ cost: 'decode', times: 1 }];
    const running = { cost: 'denoise', times: 20, left: 18 };
    expect(timeLeft({ waiting, running: [], measured: none })).toBeNull();
    const before = timeLeft({ waiting, running: [{ ...running, rate: null }], measured: none });
    expect(before).toBeNull();
    expect(timeLeft({ waiting, running: [{ ...running, rate: 10 }], measured: none })).toBe(180);
  });

  it('is not told while a loop waits that was never measured', () => {
    const waiting = [{ cost: 'other', times: 20 }];
    const running = [{ cost: 'denoise', times: 20, left: 1, rate: 10 }];
    expect(timeLeft({ waiting, running, measured })).toBeNull();
  });
});

describe('the time that is shown', () => {
  it('begins with the estimate and runs down by itself', () => {
    expect(steadyTimeLeft(null, 0, 8000)).toBe(8000);
    expect(steadyTimeLeft(8000, 1000, 7000)).toBe(7000);
  });

  it('reaches a new estimate within some looks', () => {
    let shown: number | null = 10_000;
    for (let look = 0; look < 20; look++) shown = steadyTimeLeft(shown, 0, 60_000);
    expect(shown).toBe(60_000);
  });

  it('never jumps further than a step, and never below zero', () => {
    const ms = fc.integer({ min: 0, max: 1e7 });
    fc.assert(
      fc.property(ms, ms, ms, (shown, elapsed, estimate) => {
        const next = steadyTimeLeft(shown, elapsed, estimate) ?? Number.NaN;
        const expected = Math.max(0, shown - elapsed);
        expect(next).toBeGreaterThanOrEqual(0);
        expect(Math.abs(next - expected)).toBeLessThanOrEqual(
          Math.max(expected * 0.15, 400) + 1e-6,
        );
      }),
    );
  });
});

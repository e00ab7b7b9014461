import { meanAttention, namedTokens, tokenMaps } from '@core/diffusion/conditioning/attention-maps';
import { tokensOf } from '@core/diffusion/conditioning/attention-tokens';
import { finishTrajectory, takeStep } from '@core/diffusion/denoising/trajectory';
import { floatTensor } from '@core/diffusion/tensor';
import type { Schedule, TokenInfo } from '@core/values';
import { describe, expect, it } from 'vitest';

const schedule = (count: number, startIndex = 0): Schedule => ({
  sampler: 'ddim',
  config: { num_train_timesteps: 1000 } as Schedule['config'],
  predictionType: 'epsilon',
  steps: count,
  timesteps: Array.from({ length: count }, (_, i) => 1000 - i),
  alphasCumprod: new Float32Array(),
  finalAlphaCumprod: 1,
  initNoiseSigma: 1,
  startIndex,
  strength: 1,
  eta: 0,
});
const token = (text: string): TokenInfo => ({ id: 1, text, state: 'known' });

describe('a trajectory', () => {
  const take = (plan: Schedule, budget: number) =>
    Array.from({ length: plan.timesteps.length - plan.startIndex }, (_, i) =>
      takeStep(
        { kind: 'timestep', schedule: plan, index: plan.startIndex + i },
        { attention: floatTensor(new Float32Array(10), [1, 5, 2]) },
        budget,
      ),
    );

  it('keeps every step that fits', () => {
    const { steps } = finishTrajectory(schedule(6, 2), take(schedule(6, 2), 1000));
    expect(steps.map(({ index, timestep }) => [index, timestep])).toEqual([
      [2, 998],
      [3, 997],
      [4, 996],
      [5, 995],
    ]);
  });

  it('is thinned evenly when all steps would take too much, and keeps the last', () => {
    // 10 steps of 40 bytes in 150: every third.
    const { steps } = finishTrajectory(schedule(9), take(schedule(9), 150));
    expect(steps.map(({ index }) => index)).toEqual([0, 3, 6, 8]);
  });
});

describe('attention maps', () => {
  // Two cells, three tokens.
  const attention = floatTensor(Float32Array.of(0.1, 0.2, 0.7, 0.3, 0.4, 0.3), [1, 2, 3]);
  const step = { index: 0, timestep: 1, attention, tokens: [token('a'), token('b'), token('c')] };

  it('are one a token, with its share of all attention', () => {
    const { maps } = tokenMaps(attention, step.tokens, { rows: 1, columns: 2 });
    expect([...(maps[1]?.map ?? [])]).toEqual([Math.fround(0.2), Math.fround(0.4)]);
    expect(maps.map(({ share }) => share)).toEqual([0.2, 0.3, 0.5].map((x) => expect.closeTo(x)));
  });

  it('are named by the tokens wired in, and behind them by the conditioning', () => {
    expect(namedTokens(step, [token('x')]).map(({ text }) => text)).toEqual(['x', 'b', 'c']);
    expect(() =>
      tokenMaps(attention, namedTokens(step, Array(4).fill(token('x'))), { rows: 1, columns: 2 }),
    ).toThrow(/4 tokens, but the U-Net looked at 3/);
  });

  it('of another size than the latent are refused', () => {
    expect(() => tokenMaps(attention, step.tokens, { rows: 2, columns: 2 })).toThrow(
      /2 cells, the latent 2 × 2/,
    );
  });

  it('have a mean over the steps of one size', () => {
    const other = floatTensor(Float32Array.of(0.3, 0, 0.7, 0.1, 0.6, 0.3), [1, 2, 3]);
    const longer = floatTensor(new Float32Array(8), [1, 2, 4]);
    expect([...(meanAttention([attention, other, longer])?.data ?? [])]).toEqual(
      [0.2, 0.1, 0.7, 0.2, 0.5, 0.3].map((x) => expect.closeTo(x)),
    );
  });

  it('are numbered where an encoder did not name its tokens', () => {
    const tensor = floatTensor(new Float32Array(2), [1, 2, 1]);
    const segments = [
      { source: 'text', tensor, tokens: [token('red'), token('heart')] },
      { source: 'class', tensor },
    ] as const;
    const named = tokensOf({ kind: 'conditioning', segments, slots: {} });
    expect(named.map(({ text }) => text)).toEqual(['red', 'heart', 'label 1', 'label 2']);
  });
});

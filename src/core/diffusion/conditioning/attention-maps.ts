import { NodeFailure } from '../../errors';
import type { FloatTensor, TokenInfo, TrajectoryStep } from '../../values';

/** Where the U-Net looked for one token. */
export interface TokenMap {
  readonly token: TokenInfo;
  /** `[h * w]`, row by row: its share of the attention at each latent cell, 0..1. */
  readonly map: Float32Array;
  /** Mean of the map: how much of all the attention it got. */
  readonly share: number;
}

export interface StepMaps {
  readonly maps: readonly TokenMap[];
  readonly rows: number;
  readonly columns: number;
}

/**
 * One map a token, for the first picture of the batch.
 * @param attention `[B, h * w, L]`.
 * @throws NodeFailure when the tokens named are not as many as the maps.
 */
export function tokenMaps(
  attention: FloatTensor,
  tokens: readonly TokenInfo[],
  size: { readonly rows: number; readonly columns: number },
): StepMaps {
  const [, cells = 0, length = 0] = attention.dims;
  if (cells !== size.rows * size.columns) {
    throw new NodeFailure({
      code: 'attention-size',
      message: `The attention maps have ${cells} cells, the latent ${size.columns} × ${size.rows}.`,
      hint: 'This node shows maps of the latent’s own size only.',
      port: 'trajectory',
    });
  }
  if (tokens.length > length) {
    throw new NodeFailure({
      code: 'tokens-of-another-prompt',
      message: `There are ${tokens.length} tokens, but the U-Net looked at ${length}.`,
      hint: 'Wire the tokens of the prompt that conditions it, or leave Tokens unwired.',
      port: 'tokens',
    });
  }
  const maps = tokens.map((token, index): TokenMap => {
    const map = Float32Array.from(
      { length: cells },
      (_, i) => attention.data[i * length + index] ?? 0,
    );
    return { token, map, share: map.reduce((sum, x) => sum + x, 0) / cells };
  });
  return { maps, ...size };
}

/** Mean over steps whose maps are of one size, `[B, h * w, L]`. */
export function meanAttention(steps: readonly FloatTensor[]): FloatTensor | undefined {
  const [first] = steps;
  if (!first) return undefined;
  const alike = steps.filter(({ dims }) => dims.join() === first.dims.join());
  const data = new Float32Array(first.data.length);
  for (const step of alike) {
    for (let i = 0; i < data.length; i++)
      data[i] = (data[i] ?? 0) + (step.data[i] ?? 0) / alike.length;
  }
  return { type: 'float32', dims: first.dims, data };
}

/**
 * Names of the tokens of one step: those wired in, then those the conditioning told, so that the
 * labels behind a prompt keep theirs.
 */
export function namedTokens(
  { attention, tokens: told = [] }: TrajectoryStep,
  wired: readonly TokenInfo[] = [],
): readonly TokenInfo[] {
  const length = attention?.dims[2] ?? 0;
  if (wired.length > length) return wired;
  return Array.from(
    { length },
    (_, i): TokenInfo => wired[i] ?? told[i] ?? { id: i, text: `token ${i + 1}`, state: 'known' },
  );
}

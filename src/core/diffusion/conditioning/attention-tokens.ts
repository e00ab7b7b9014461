import type { TokenSource } from '../../ports/port-type';
import type { ConditioningValue, TokenInfo } from '../../values';

const names: Readonly<Record<TokenSource, string>> = {
  text: 'token',
  class: 'label',
  layout: 'box',
  image: 'patch',
};

/**
 * What each of the L tokens says, in the order the U-Net gets them; those whose encoder did not tell
 * are numbered (`label 2`).
 */
export const tokensOf = ({ segments }: ConditioningValue): readonly TokenInfo[] =>
  segments.flatMap(({ source, tensor, tokens }) => {
    const length = tensor.dims[1] ?? 0;
    if (tokens?.length === length) return tokens;
    return Array.from({ length }, (_, i): TokenInfo => {
      const text = `${names[source]} ${i + 1}`;
      return { id: i, text, state: 'known' };
    });
  });

import type { TextTokenizer } from '@core/node-context';
import type { TokenInfo } from '@core/values';
import type { Tokenizer } from '@huggingface/tokenizers';

interface Padding {
  /** Tokens the model takes, special ones included. */
  readonly length: number;
  readonly padId: number;
  /** Text of the token that stands for words the vocabulary lacks. */
  readonly unknown?: string;
}

/**
 * Cuts and pads to the model's length as Hugging Face's own tokenizers do, which this library leaves
 * to the caller: the text is cut, special tokens around it (CLIP's BOS and EOS) are kept.
 */
export function paddedTokenizer(tokenizer: Tokenizer, padding: Padding): TextTokenizer {
  const { length, padId, unknown } = padding;
  const unknownId = unknown === undefined ? undefined : tokenizer.token_to_id(unknown);
  const padText = tokenizer.id_to_token(padId) ?? '[PAD]';
  return {
    encode(text) {
      const words = tokenizer.encode(text, { add_special_tokens: false });
      const around = specialsAround(tokenizer, text, words.ids);
      const room = Math.max(0, length - around.before.length - around.after.length);
      const content = words.ids.slice(0, room).map((id, index): TokenInfo => {
        const state = id === unknownId ? 'unknown' : id === padId ? 'padding' : 'known';
        return { id, text: words.tokens[index] ?? '', state };
      });
      const special = (id: number): TokenInfo => ({
        id,
        text: tokenizer.id_to_token(id) ?? '',
        state: 'special',
      });
      const used = [...around.before.map(special), ...content, ...around.after.map(special)];
      const missing = Math.max(0, length - used.length);
      const pad: TokenInfo = { id: padId, text: padText, state: 'padding' };
      const tokens = [...used, ...Array.from({ length: missing }, () => pad)];
      return { ids: tokens.map(({ id }) => id), tokens, cut: words.tokens.slice(room) };
    },
  };
}

/** Where the post-processor puts the text between its special tokens. */
function specialsAround(tokenizer: Tokenizer, text: string, words: readonly number[]) {
  const { ids } = tokenizer.encode(text);
  const extra = ids.length - words.length;
  const startsAt = (offset: number) => words.every((id, index) => ids[offset + index] === id);
  let offset = 0;
  while (offset < extra && !startsAt(offset)) offset++;
  return { before: ids.slice(0, offset), after: ids.slice(offset + words.length) };
}

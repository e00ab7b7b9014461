import { partOf } from '@core/diffusion/port-facts';
import { defineNode } from '@core/node-definition';

export default defineNode({
  type: 'tokenize',
  version: 1,
  title: 'Tokenize',
  category: 'conditioners',
  doc: 'Splits text into the tokens of a text encoder and shows them: known, unknown, padding, and what was cut off at the end.',
  synonyms: ['tokenizer', 'tokens', 'BPE', 'word pieces'],
  inputs: {
    text: { label: 'Text', type: { kind: 'text' }, doc: 'What to split.' },
    textEncoder: {
      label: 'Text encoder',
      type: { kind: 'model', role: 'text-encoder' },
      doc: 'Whose vocabulary and length count.',
    },
  },
  outputs: {
    tokens: { label: 'Tokens', type: { kind: 'tokens' }, doc: 'Ids, padded and cut to length.' },
  },
  params: {},
  effects: 'pure',
  infer({ inputs }) {
    const part = partOf(inputs.textEncoder, 'text-encoder');
    return {
      outputs: { tokens: { kind: 'tokens', length: part?.maxTokens, textEncoder: part?.hash } },
      notes: part ? { textEncoder: `${part.maxTokens} tokens` } : undefined,
    };
  },
  async execute(ctx, { text, textEncoder }) {
    const tokenizer = await ctx.tokenizer(textEncoder);
    const { ids, tokens, cut } = tokenizer.encode(text.text);
    ctx.preview({ kind: 'tokens', tokens, cut });
    return {
      tokens: { kind: 'tokens', ids, tokens, cut, textEncoder: textEncoder.part.hash },
    };
  },
});

import { partOf } from '@core/diffusion/port-facts';
import { defineNode, type PortProblem } from '@core/node-definition';
import { encodeIds } from '@core/text/encode';

export default defineNode({
  type: 'text-encoder',
  version: 1,
  title: 'Text encoder',
  category: 'conditioners',
  doc: 'Encodes text for the U-Net: one vector a token, read by cross-attention. Shows the tokens, and the words that were cut because the encoder takes no more.',
  synonyms: ['CLIP Text Encode', 'CLIP', 'prompt encoder', 'embedding', 'T5'],
  inputs: {
    text: {
      label: 'Text',
      type: [{ kind: 'text' }, { kind: 'tokens' }],
      doc: 'Text, or tokens of the same encoder.',
    },
    textEncoder: {
      label: 'Text encoder',
      type: { kind: 'model', role: 'text-encoder' },
      doc: 'The model that reads the text.',
    },
  },
  outputs: {
    conditioning: {
      label: 'Conditioning',
      type: {
        kind: 'conditioning',
        mechanisms: ['cross-attention'],
        sources: ['text'],
      },
      doc: 'Tokens [B, L, D] for cross-attention.',
    },
  },
  params: {},
  effects: 'pure',
  infer({ inputs }) {
    const part = partOf(inputs.textEncoder, 'text-encoder');
    const text = inputs.text[0];
    const problems: PortProblem[] = [];
    if (part && text?.kind === 'tokens' && text.textEncoder && text.textEncoder !== part.hash) {
      problems.push({
        severity: 'error',
        code: 'tokens-of-another-encoder',
        message: `The tokens come from another text encoder than that of ${part.pipeline}: the ids mean other words.`,
        hint: 'Wire the same text encoder into Tokenize and here.',
        port: 'text',
      });
    }
    return {
      outputs: {
        conditioning: {
          kind: 'conditioning',
          mechanisms: ['cross-attention'],
          tokens: part?.maxTokens,
          tokenWidth: part?.tokenWidth,
          sources: ['text'],
          slots: [],
        },
      },
      problems,
      notes: part ? { textEncoder: `${part.maxTokens} tokens of ${part.tokenWidth}` } : undefined,
    };
  },
  async execute(ctx, { text, textEncoder }) {
    if (text.kind === 'tokens' && text.textEncoder !== textEncoder.part.hash) {
      ctx.fail({
        code: 'tokens-of-another-encoder',
        message: `The tokens come from another text encoder than that of ${textEncoder.part.pipeline}.`,
        hint: 'Wire the same text encoder into Tokenize and here.',
        port: 'text',
      });
    }
    const encoded =
      text.kind === 'tokens' ? text : (await ctx.tokenizer(textEncoder)).encode(text.text);
    ctx.preview({ kind: 'tokens', tokens: encoded.tokens, cut: encoded.cut });
    const tensor = await encodeIds(await ctx.session(textEncoder), encoded.ids);
    return {
      conditioning: {
        kind: 'conditioning',
        segments: [{ source: 'text', tensor }],
        slots: {},
      },
    };
  },
});

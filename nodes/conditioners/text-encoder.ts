import { partOf } from '@core/diffusion/port-facts';
import { defineNode, type PortProblem } from '@core/node-definition';
import { encodeIds, encodeTextWithPooled } from '@core/text/encode';

export default defineNode({
  type: 'text-encoder',
  version: 1,
  title: 'Text encoder',
  category: 'conditioners',
  doc: 'Encodes text for the U-Net: one vector a token, read by cross-attention, and one for the whole text where the U-Net takes one. Shows the tokens, and the words that were cut because the encoder takes no more.',
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
        mechanisms: ['cross-attention', 'vector'],
        sources: ['text'],
      },
      doc: 'Tokens [B, L, D] for cross-attention; a pooled vector [B, D] where the U-Net takes one.',
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
          mechanisms: part?.pooledWidth ? ['cross-attention', 'vector'] : ['cross-attention'],
          ...(part?.pooledWidth && { vectorWidth: part.pooledWidth, vectorSource: 'text' }),
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
    const session = await ctx.session(textEncoder);
    if (textEncoder.part.pooledWidth === undefined) {
      const tensor = await encodeIds(session, encoded.ids);
      return {
        conditioning: {
          kind: 'conditioning',
          segments: [{ source: 'text', tensor, tokens: encoded.tokens }],
          slots: {},
        },
      };
    }
    const { tokens, pooled } = await encodeTextWithPooled(session, encoded.ids);
    return {
      conditioning: {
        kind: 'conditioning',
        segments: [{ source: 'text', tensor: tokens }],
        slots: {},
        vector: pooled,
        vectorSource: 'text',
      },
    };
  },
});

import { partOf } from '@core/diffusion/port-facts';
import { defineNode, type PortProblem } from '@core/node-definition';
import { encodeIds } from '@core/text/encode';

export default defineNode({
  type: 'null-conditioning',
  version: 1,
  title: 'Null conditioning',
  category: 'conditioners',
  doc: "The model's own nothing, for guidance: the empty prompt for text, the null label for classes. At the U-Net it takes the shape of the conditioning it runs beside.",
  synonyms: ['unconditional', 'negative prompt', 'empty prompt', 'uncond', 'CFG null', 'zero out'],
  inputs: {
    textEncoder: {
      label: 'Text encoder',
      type: { kind: 'model', role: 'text-encoder' },
      doc: 'Gives the empty prompt; needed beside text.',
      optional: true,
    },
    classEmbedder: {
      label: 'Class embedder',
      type: { kind: 'model', role: 'class-embedder' },
      doc: 'Gives the null label; needed beside class labels.',
      optional: true,
    },
  },
  outputs: {
    conditioning: {
      label: 'Null',
      type: { kind: 'conditioning', mechanisms: ['cross-attention'], isNull: true },
      doc: 'Stands in for whatever the conditional side carries.',
    },
  },
  params: {},
  effects: 'pure',
  infer({ inputs }) {
    const text = partOf(inputs.textEncoder, 'text-encoder');
    const label = partOf(inputs.classEmbedder, 'class-embedder');
    const nullSources: ('text' | 'class')[] = [];
    if (inputs.textEncoder.length > 0) nullSources.push('text');
    if (inputs.classEmbedder.length > 0) nullSources.push('class');
    const problems: PortProblem[] = [];
    if (nullSources.length === 0) {
      problems.push({
        severity: 'error',
        code: 'null-without-model',
        message: 'Null conditioning needs a text encoder, a class embedder or both.',
        hint: 'Wire in the encoder of every conditioning that guidance will compare with.',
      });
    }
    if (text && label && text.tokenWidth !== label.tokenWidth) {
      problems.push({
        severity: 'error',
        code: 'token-width-mismatch',
        message: `The text encoder gives ${text.tokenWidth}-wide tokens, the class embedder ${label.tokenWidth}-wide ones: they belong to different models.`,
        hint: 'Take both from one pipeline.',
        port: 'classEmbedder',
      });
    }
    return {
      outputs: {
        conditioning: {
          kind: 'conditioning',
          mechanisms: ['cross-attention'],
          tokenWidth: text?.tokenWidth ?? label?.tokenWidth,
          sources: nullSources,
          slots: [],
          isNull: true,
          nullSources,
        },
      },
      problems,
    };
  },
  async execute(ctx, { textEncoder, classEmbedder }) {
    const text =
      textEncoder &&
      (await encodeIds(
        await ctx.session(textEncoder),
        (await ctx.tokenizer(textEncoder)).encode('').ids,
      ));
    const label =
      classEmbedder &&
      (await encodeIds(await ctx.session(classEmbedder), [classEmbedder.part.nullLabel]));
    if (!text && !label) {
      ctx.fail({
        code: 'null-without-model',
        message: 'Null conditioning needs a text encoder, a class embedder or both.',
        hint: 'Wire in the encoder of every conditioning that guidance will compare with.',
      });
    }
    return {
      conditioning: {
        kind: 'conditioning',
        segments: [
          ...(text ? [{ source: 'text', tensor: text } as const] : []),
          ...(label ? [{ source: 'class', tensor: label } as const] : []),
        ],
        slots: {},
        nullFor: { ...(text && { text }), ...(label && { class: label }) },
      },
    };
  },
});

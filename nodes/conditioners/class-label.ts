import { checkLabels, labelOptions, labelTokens } from '@core/diffusion/conditioning/class-labels';
import { partOf } from '@core/diffusion/port-facts';
import { defineNode } from '@core/node-definition';
import { encodeIds, encodeVector } from '@core/text/encode';

const empty = 'Wire a class embedder to choose from its labels';

export default defineNode({
  type: 'class-label',
  version: 1,
  title: 'Class label',
  category: 'conditioners',
  doc: 'Conditions by class instead of words: one token for each chosen label, in the order style, category, label, or one vector where the model was trained so. Choose at least one.',
  synonyms: ['class conditioning', 'ImageNet class', 'category', 'style', 'label embedding'],
  inputs: {
    classEmbedder: {
      label: 'Class embedder',
      type: { kind: 'model', role: 'class-embedder' },
      doc: 'The model that knows the labels.',
    },
  },
  outputs: {
    conditioning: {
      label: 'Conditioning',
      type: {
        kind: 'conditioning',
        mechanisms: ['cross-attention', 'vector'],
        sources: ['class'],
      },
      doc: 'Tokens [B, K, D] for cross-attention, one a label; or a vector [B, D], as the model says.',
    },
  },
  params: {
    style: {
      kind: 'picker',
      label: 'Style',
      doc: 'A label of the group "style", where the model has one.',
      default: 'none',
      options: (args) => labelOptions(partOf(args.inputs.classEmbedder, 'class-embedder'), 'style'),
      empty,
      hideWithoutOptions: true,
    },
    category: {
      kind: 'picker',
      label: 'Category',
      doc: 'A label of the group "category", where the model has one.',
      default: 'smileys',
      options: (args) =>
        labelOptions(partOf(args.inputs.classEmbedder, 'class-embedder'), 'category'),
      empty,
      hideWithoutOptions: true,
    },
    label: {
      kind: 'picker',
      label: 'Label',
      doc: 'Any other label of the model: all of them, where it has no groups.',
      default: 'none',
      options: (args) => labelOptions(partOf(args.inputs.classEmbedder, 'class-embedder'), 'other'),
      empty,
      hideWithoutOptions: true,
    },
  },
  effects: 'pure',
  infer({ inputs, params }) {
    const part = partOf(inputs.classEmbedder, 'class-embedder');
    const checked = part && checkLabels(part, params);
    return {
      outputs: {
        conditioning:
          part?.mechanism === 'vector'
            ? {
                kind: 'conditioning',
                mechanisms: ['vector'],
                vectorWidth: part.tokenWidth,
                vectorSource: 'class',
                sources: [],
                slots: [],
              }
            : {
                kind: 'conditioning',
                mechanisms: ['cross-attention'],
                tokens: checked?.ids.length,
                tokenWidth: part?.tokenWidth,
                sources: ['class'],
                slots: [],
              },
      },
      problems: checked?.problems,
      notes: part ? { classEmbedder: `${part.labels.length} labels` } : undefined,
    };
  },
  async execute(ctx, { classEmbedder }, params) {
    const { ids, problems } = checkLabels(classEmbedder.part, params);
    const problem = problems.find((p) => p.severity === 'error');
    if (problem) ctx.fail(problem);
    const session = await ctx.session(classEmbedder);
    if (classEmbedder.part.mechanism === 'vector') {
      const vector = await encodeVector(session, ids);
      return {
        conditioning: {
          kind: 'conditioning',
          segments: [],
          slots: {},
          vector,
          vectorSource: 'class',
        },
      };
    }
    const tensor = await encodeIds(session, ids);
    return {
      conditioning: {
        kind: 'conditioning',
        segments: [{ source: 'class', tensor, tokens: labelTokens(classEmbedder.part, ids) }],
        slots: {},
      },
    };
  },
});

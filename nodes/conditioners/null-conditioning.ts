import { nullFromEncoders, nullWithoutModel } from '@core/diffusion/conditioning/null-conditioning';
import { partOf } from '@core/diffusion/port-facts';
import { defineNode, type PortProblem } from '@core/node-definition';
import type { TokenSource } from '@core/ports/port-type';

export default defineNode({
  type: 'null-conditioning',
  version: 1,
  title: 'Null conditioning',
  category: 'conditioners',
  doc: "The model's own nothing, for guidance: the empty prompt for text, the null label for classes, zeros for images. At the U-Net it takes the shape of the conditioning it runs beside. Wired beside concat channels alone, it stands for having no words.",
  synonyms: [
    'unconditional',
    'negative prompt',
    'empty prompt',
    'uncond',
    'CFG null',
    'zero out',
    'ConditioningZeroOut',
  ],
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
    layoutEncoder: {
      label: 'Layout encoder',
      type: { kind: 'model', role: 'layout-encoder' },
      doc: 'Gives the token of no box; needed beside a layout’s tokens.',
      optional: true,
    },
    imageEncoder: {
      label: 'Image encoder',
      type: { kind: 'model', role: 'image-encoder' },
      doc: 'Says that zeros stand for no image; needed beside image tokens.',
      optional: true,
    },
  },
  outputs: {
    conditioning: {
      label: 'Null',
      type: { kind: 'conditioning', isNull: true },
      doc: 'Stands in for whatever the conditional side carries.',
    },
  },
  params: {
    spatial: {
      kind: 'select',
      label: 'Spatial',
      doc: 'What guidance moves away from where a map, a blurred or a masked image conditions too.',
      default: 'keep',
      options: [
        {
          value: 'keep',
          label: 'Keep',
          doc: 'The null side has the same map or image: guidance strengthens the words alone.',
        },
        {
          value: 'drop',
          label: 'Drop',
          doc: 'The null side has none: guidance strengthens the map or image too.',
        },
      ],
    },
  },
  effects: 'pure',
  infer({ inputs }) {
    const text = partOf(inputs.textEncoder, 'text-encoder');
    const label = partOf(inputs.classEmbedder, 'class-embedder');
    const layout = partOf(inputs.layoutEncoder, 'layout-encoder');
    const image = partOf(inputs.imageEncoder, 'image-encoder');
    const nullSources: TokenSource[] = [];
    if (inputs.textEncoder.length > 0) nullSources.push('text');
    if (inputs.classEmbedder.length > 0) nullSources.push('class');
    if (inputs.layoutEncoder.length > 0) nullSources.push('layout');
    if (inputs.imageEncoder.length > 0) nullSources.push('image');
    const problems: PortProblem[] = [];
    if (nullSources.length === 0) problems.push({ severity: 'error', ...nullWithoutModel });
    const vectorLabel = label?.mechanism === 'vector';
    const widths = [
      ['textEncoder', text?.tokenWidth],
      ['classEmbedder', vectorLabel ? undefined : label?.tokenWidth],
      ['layoutEncoder', layout?.tokenWidth],
      ['imageEncoder', image?.tokenWidth],
    ] as const;
    const [first, ...others] = widths.filter(([, width]) => width !== undefined);
    for (const [port, width] of others) {
      if (width === first?.[1]) continue;
      problems.push({
        severity: 'error',
        code: 'token-width-mismatch',
        message: `The first encoder gives ${first?.[1]}-wide tokens, this one ${width}-wide ones: they belong to different models.`,
        hint: 'Take all encoders from one pipeline.',
        port,
      });
    }
    return {
      outputs: {
        conditioning: {
          kind: 'conditioning',
          mechanisms: ['cross-attention'],
          tokens:
            (text?.maxTokens ?? 0) +
            (label && !vectorLabel ? 1 : 0) +
            (layout ? 1 : 0) +
            (image ? 1 : 0),
          tokenWidth: first?.[1],
          sources: nullSources.filter((source) => source !== 'class' || !vectorLabel),
          slots: [],
          ...(text?.pooledWidth && { vectorWidth: text.pooledWidth, vectorSource: 'text' }),
          ...(vectorLabel && { vectorWidth: label.tokenWidth, vectorSource: 'class' }),
          isNull: true,
          nullSources,
        },
      },
      problems,
    };
  },
  async execute(ctx, encoders, { spatial }) {
    return { conditioning: await nullFromEncoders(ctx, encoders, spatial) };
  },
});

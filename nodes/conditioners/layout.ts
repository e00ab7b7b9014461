import {
  boxLabels,
  boxProblems,
  failAtErrors,
  labelledBoxes,
} from '@core/diffusion/conditioning/layout-labels';
import { paintBoxes } from '@core/diffusion/conditioning/layout-map';
import { encodeLayout } from '@core/diffusion/conditioning/layout-tokens';
import { partOf } from '@core/diffusion/port-facts';
import { canvasSizeParams } from '@core/imaging/canvas-size';
import { colourMap, defaultPalette } from '@core/imaging/palette';
import { showImage } from '@core/imaging/show';
import { defineNode, type PortProblem } from '@core/node-definition';

const paletteOf = (unet: readonly unknown[] | undefined) =>
  partOf(unet, 'unet')?.palette ?? defaultPalette;

const noEncoder = {
  message: 'needs tokens, and this Layout has no layout encoder to make them',
  hint: 'Wire a layout encoder into Layout, or its Semantic map into Semantic conditioner.',
} as const;

const backgroundUnknown = (name: string, known: readonly string[]): PortProblem => ({
  severity: 'error',
  code: 'label-unknown',
  message: `The palette has no class "${name}" for the background.`,
  hint: `It has: ${known.join(', ')}.`,
});

export default defineNode({
  type: 'layout',
  version: 1,
  title: 'Layout',
  category: 'conditioners',
  doc: 'Says what is where by boxes with classes. A model with a layout encoder attends to a token for each box; one that is conditioned by a semantic map gets the boxes painted as one.',
  synonyms: [
    'bounding boxes',
    'GLIGEN',
    'grounding',
    'layout to image',
    'objects',
    'GLIGENTextBoxApply',
  ],
  inputs: {
    layoutEncoder: {
      label: 'Layout encoder',
      type: { kind: 'model', role: 'layout-encoder' },
      doc: 'Makes the tokens, where a model has one.',
      optional: true,
    },
    unet: {
      label: 'U-Net',
      type: { kind: 'model', role: 'unet' },
      doc: 'The model whose palette the semantic map is painted with.',
      optional: true,
    },
  },
  outputs: {
    semanticMap: {
      label: 'Semantic map',
      type: { kind: 'semantic-map' },
      doc: 'The boxes painted in their order over the background.',
    },
    conditioning: {
      label: 'Conditioning',
      type: { kind: 'conditioning', mechanisms: ['cross-attention'], sources: ['layout'] },
      doc: 'Tokens [B, L, D] for cross-attention; needs a layout encoder.',
    },
  },
  params: {
    boxes: {
      kind: 'boxes',
      label: 'Boxes',
      doc: 'What is where; later boxes lie over earlier ones.',
      default: [{ x: 0.25, y: 0.25, width: 0.5, height: 0.5, label: 'red' }],
      labels: ({ inputs }) =>
        boxLabels(partOf(inputs.layoutEncoder, 'layout-encoder'), paletteOf(inputs.unet)),
      palette: ({ inputs }) => paletteOf(inputs.unet),
    },
    background: {
      kind: 'picker',
      label: 'Background',
      doc: 'The class of the semantic map where no box lies.',
      default: 'white',
      options: ({ inputs }) =>
        paletteOf(inputs.unet).map(({ name }) => ({ value: name, label: name })),
      empty: 'Wire a U-Net to choose from its classes',
    },
    ...canvasSizeParams,
  },
  effects: 'pure',
  infer({ inputs, params }) {
    const encoder = partOf(inputs.layoutEncoder, 'layout-encoder');
    const unet = partOf(inputs.unet, 'unet');
    const { width, height } = params;
    const palette = paletteOf(inputs.unet);
    const names = palette.map(({ name }) => name);
    const labels = boxLabels(encoder, palette);
    const known = names.includes(params.background);
    return {
      outputs: {
        semanticMap: { kind: 'semantic-map', width, height, classes: names },
        conditioning: {
          kind: 'conditioning',
          mechanisms: ['cross-attention'],
          tokens: encoder && params.boxes.length,
          tokenWidth: encoder?.tokenWidth,
          sources: ['layout'],
          slots: [],
          ...(inputs.layoutEncoder.length === 0 && { absent: noEncoder }),
        },
      },
      problems: [
        ...boxProblems(params.boxes, labels, (encoder ?? unet)?.pipeline),
        ...(known ? [] : [backgroundUnknown(params.background, names)]),
      ],
      notes: {
        ...(encoder && { layoutEncoder: `${encoder.labels.length} classes` }),
        ...(unet?.palette && { unet: `${palette.length} classes` }),
      },
    };
  },
  async execute(ctx, { layoutEncoder, unet }, { boxes, background, width, height }) {
    const palette = unet?.part.palette ?? defaultPalette;
    const names = palette.map(({ name }) => name);
    failAtErrors([
      ...boxProblems(boxes, boxLabels(layoutEncoder?.part, palette), layoutEncoder?.part.pipeline),
      ...(names.includes(background) ? [] : [backgroundUnknown(background, names)]),
    ]);
    // An encoder may know classes that the palette has not: then there is no map of them.
    const painted = boxes.every(({ label }) => names.includes(label))
      ? paintBoxes(boxes, palette, background, { width, height })
      : undefined;
    if (painted) await showImage(ctx, colourMap(painted));
    const tensor =
      layoutEncoder &&
      (await encodeLayout(
        await ctx.session(layoutEncoder),
        labelledBoxes(boxes, layoutEncoder.part),
      ));
    return {
      semanticMap: painted,
      conditioning: tensor && {
        kind: 'conditioning',
        segments: [{ source: 'layout', tensor }],
        slots: {},
      },
    };
  },
});

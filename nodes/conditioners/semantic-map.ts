import { partOf } from '@core/diffusion/port-facts';
import { canvasSize, canvasSizeParams, paintSize } from '@core/imaging/canvas-size';
import { readPainted, resizedNote } from '@core/imaging/painted';
import { classesOf, colourMap, defaultPalette } from '@core/imaging/palette';
import { shapeOf } from '@core/imaging/shape';
import { showImage } from '@core/imaging/show';
import { defineNode, type PortProblem } from '@core/node-definition';
import type { SemanticMapValue } from '@core/values';

const paletteOf = (unet: readonly unknown[] | undefined) =>
  partOf(unet, 'unet')?.palette ?? defaultPalette;

export default defineNode({
  type: 'semantic-map',
  version: 1,
  title: 'Semantic map',
  category: 'conditioners',
  doc: "Says what is where, by colour: painted here with the model's palette, or the nearest palette colours of a picture, or strokes over a picture.",
  synonyms: ['segmentation', 'label map', 'paint', 'layout by colour', 'regions'],
  inputs: {
    unet: {
      label: 'U-Net',
      type: { kind: 'model', role: 'unet' },
      doc: 'The model whose palette is used.',
      optional: true,
    },
    image: {
      label: 'Image',
      type: { kind: 'image' },
      doc: 'A picture to take the classes from, by nearest palette colour.',
      optional: true,
    },
  },
  outputs: {
    semanticMap: {
      label: 'Semantic map',
      type: { kind: 'semantic-map' },
      doc: 'A class of the palette for each pixel.',
    },
    image: {
      label: 'Image',
      type: { kind: 'image' },
      doc: "The same as a picture, in the classes' colours.",
    },
  },
  params: {
    painted: {
      kind: 'paint',
      label: 'Map',
      doc: "What is painted, in the palette's colours. Where nothing is painted, the picture shows, or the first class.",
      default: '',
      mode: 'palette',
      palette: ({ inputs }) => paletteOf(inputs.unet),
      size: (args) => paintSize(args, 'image'),
      underlay: 'image',
    },
    ...canvasSizeParams,
  },
  effects: 'pure',
  infer({ inputs, params }) {
    const [image] = inputs.image;
    const palette = paletteOf(inputs.unet);
    const own = partOf(inputs.unet, 'unet');
    const size = image ? { width: image.width, height: image.height } : canvasSize(image, params);
    const facts = { ...size, batch: image ? image.batch : 1 };
    return {
      outputs: {
        semanticMap: {
          kind: 'semantic-map',
          width: size.width,
          height: size.height,
          classes: palette.map(({ name }) => name),
        },
        image: { kind: 'image', ...facts },
      },
      problems: [
        ...(own && !own.palette ? [noPalette(own.pipeline)] : []),
        ...(params.painted === '' && !image ? [nothingPainted(palette[0]?.name)] : []),
      ],
      notes: {
        ...(own?.palette && { unet: `${palette.length} classes` }),
        ...(image && imageNote(params.painted, canvasSize(image, params))),
      },
    };
  },
  async execute(ctx, { unet, image }, params) {
    const classes = unet?.part.palette ?? defaultPalette;
    const size = image ? shapeOf(image.tensor) : params;
    const base = image ? classesOf(image.tensor, classes) : firstClass(size);
    const painted = params.painted === '' ? null : await readPainted(ctx, params.painted, size);
    const indices = painted
      ? paintedOver(base, classesOf(painted.colour, classes).data, painted.clear.data)
      : base;
    const map: SemanticMapValue = { kind: 'semantic-map', classes, indices };
    const picture = colourMap(map);
    await showImage(ctx, picture);
    return { semanticMap: map, image: picture };
  },
});

const firstClass = ({ width, height }: { width: number; height: number }) =>
  ({ type: 'uint8', dims: [1, height, width], data: new Uint8Array(width * height) }) as const;

function imageNote(painted: string, size: { width: number; height: number }) {
  const note = resizedNote(painted, size);
  return note ? { image: note } : undefined;
}

const noPalette = (pipeline: string): PortProblem => ({
  severity: 'warning',
  code: 'no-palette',
  message: `The U-Net of ${pipeline} tells no palette: eight plain colours are used instead.`,
  hint: 'Wire a U-Net that is conditioned by a semantic map.',
  port: 'unet',
});

const nothingPainted = (first = 'the first class'): PortProblem => ({
  severity: 'warning',
  code: 'nothing-painted',
  message: `Nothing is painted: the whole map is ${first}.`,
  hint: 'Paint in the Map field, or wire an image.',
});

/** Painted classes where the paint is not clear, on every map of the batch. */
function paintedOver(
  under: SemanticMapValue['indices'],
  paint: Uint8Array,
  clear: Float32Array,
): SemanticMapValue['indices'] {
  const data = Uint8Array.from(under.data, (index, i) => {
    const pixel = i % paint.length;
    return (clear[pixel] ?? 1) < 0.5 ? (paint[pixel] ?? 0) : index;
  });
  return { ...under, data };
}

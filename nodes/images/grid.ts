import { imageOf, itemOf } from '@core/imaging/shape';
import { showImage } from '@core/imaging/show';
import { defineNode } from '@core/node-definition';
import type { ImageValue } from '@core/values';

/** Pictures in one grid: more could not be told apart, and would not fit into a canvas. */
const mostPictures = 256;

export default defineNode({
  type: 'grid',
  version: 1,
  title: 'Grid',
  category: 'images',
  doc: 'Puts several pictures side by side into one, with a label below each. Every picture of a batch has its own place.',
  synonyms: ['contact sheet', 'montage', 'collage', 'side by side', 'tile'],
  inputs: {
    images: {
      label: 'Images',
      type: { kind: 'image' },
      doc: 'The pictures, in the order of their wires.',
      multiple: true,
    },
  },
  outputs: { image: { label: 'Image', type: { kind: 'image' }, doc: 'All in one.' } },
  params: {
    labels: {
      kind: 'text',
      label: 'Labels',
      doc: 'One a line, in the order of the pictures; fewer leave the last ones without.',
      default: '',
      multiline: true,
      placeholder: 'One label a line',
      maxLength: 10_000,
    },
    title: {
      kind: 'text',
      label: 'Title',
      doc: 'Above all of them.',
      default: '',
      maxLength: 200,
    },
    columns: {
      kind: 'number',
      label: 'Columns',
      doc: 'Pictures in a row; 0 puts up to six in one.',
      default: 0,
      min: 0,
      max: 32,
      step: 1,
      integer: true,
    },
  },
  effects: 'pure',
  infer({ inputs, params }) {
    const batches = inputs.images.map(({ batch }) => batch);
    const known = batches.every((batch) => batch !== undefined);
    const count = batches.reduce<number>((sum, batch) => sum + (batch ?? 0), 0);
    const labels = labelLines(params.labels).length;
    const unused = known && count > 0 && labels > count;
    return {
      outputs: { image: { kind: 'image', batch: 1 } },
      notes: known && count > 0 ? { images: `${count} pictures` } : undefined,
      problems: unused
        ? [
            {
              severity: 'warning',
              code: 'labels-left-over',
              message: `There are ${labels} labels for ${count} pictures.`,
              hint: 'Take away the lines that are too many.',
            },
          ]
        : [],
    };
  },
  async execute(ctx, { images }, { labels, title, columns }) {
    const lines = labelLines(labels);
    const cells = images.flatMap(itemsOf).map((image, i) => ({ image, label: lines[i] }));
    if (cells.length > mostPictures) {
      ctx.fail({
        code: 'too-many-pictures',
        message: `The grid has ${cells.length} pictures; ${mostPictures} are the most.`,
        hint: 'Wire fewer, or smaller batches.',
        port: 'images',
      });
    }
    const perRow = columns > 0 ? columns : Math.min(6, cells.length);
    const rows = Array.from({ length: Math.ceil(cells.length / perRow) }, (_, row) =>
      cells.slice(row * perRow, (row + 1) * perRow),
    );
    const image = await ctx.grid({ title, rows });
    await showImage(ctx, image);
    return { image };
  },
});

const itemsOf = ({ tensor }: ImageValue): ImageValue[] =>
  Array.from({ length: tensor.dims[0] ?? 1 }, (_, item) => imageOf(itemOf(tensor, item)));

/** Lines of the Labels field; empty ones at the end do not count. */
const labelLines = (labels: string): string[] => {
  const text = labels.trimEnd();
  return text === '' ? [] : text.split('\n').map((line) => line.trim());
};

import type { FloatTensor, ImageValue, SemanticClass, SemanticMapValue, Tensor } from '../values';
import { imageOf, shapeOf } from './shape';

/** Where no model tells its palette: the eight colours that the bundled model was trained with. */
export const defaultPalette: readonly SemanticClass[] = [
  { name: 'white', rgb: [255, 255, 255] },
  { name: 'black', rgb: [30, 30, 35] },
  { name: 'grey', rgb: [150, 155, 165] },
  { name: 'red', rgb: [225, 50, 60] },
  { name: 'brown', rgb: [180, 110, 70] },
  { name: 'yellow', rgb: [255, 205, 50] },
  { name: 'green', rgb: [70, 165, 80] },
  { name: 'blue', rgb: [60, 130, 215] },
];

/** Index of the class whose colour is nearest to r, g, b of 0..255, by Euclidean distance. */
function nearestClass(
  classes: readonly SemanticClass[],
  rgb: readonly [number, number, number],
): number {
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, { rgb: of }] of classes.entries()) {
    const distance = (rgb[0] - of[0]) ** 2 + (rgb[1] - of[1]) ** 2 + (rgb[2] - of[2]) ** 2;
    if (distance >= least) continue;
    nearest = index;
    least = distance;
  }
  return nearest;
}

/** The class of each pixel of `[B, 3, H, W]`, as `[B, H, W]`. */
export function classesOf(
  image: FloatTensor,
  classes: readonly SemanticClass[],
): Tensor<Uint8Array> {
  const { batch, height, width } = shapeOf(image);
  const pixels = height * width;
  const data = new Uint8Array(batch * pixels);
  for (let item = 0; item < batch; item++) {
    const at = (channel: number, i: number) =>
      255 * (image.data[(item * 3 + channel) * pixels + i] ?? 0);
    for (let i = 0; i < pixels; i++) {
      data[item * pixels + i] = nearestClass(classes, [at(0, i), at(1, i), at(2, i)]);
    }
  }
  return { type: 'uint8', dims: [batch, height, width], data };
}

/** A semantic map as a picture of its classes' colours. */
export function colourMap({ indices, classes }: SemanticMapValue): ImageValue {
  const [batch = 1, height = 1, width = 1] = indices.dims;
  const pixels = height * width;
  const data = new Float32Array(batch * 3 * pixels);
  for (let item = 0; item < batch; item++) {
    for (let i = 0; i < pixels; i++) {
      const rgb = classes[indices.data[item * pixels + i] ?? 0]?.rgb ?? [0, 0, 0];
      for (const [channel, value] of rgb.entries()) {
        data[(item * 3 + channel) * pixels + i] = value / 255;
      }
    }
  }
  return imageOf({ type: 'float32', dims: [batch, 3, height, width], data });
}

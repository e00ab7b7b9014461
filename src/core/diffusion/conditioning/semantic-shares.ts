import type { FloatTensor, SemanticClass, SemanticMapValue } from '../../values';
import { floatTensor } from '../tensor';

const distance = (a: SemanticClass, b: SemanticClass): number =>
  a.rgb.reduce((sum, value, i) => sum + (value - (b.rgb[i] ?? 0)) ** 2, 0);

/** For each class of a map its place in a palette: by name, else by the nearest colour. */
export function matchClasses(
  classes: readonly SemanticClass[],
  palette: readonly SemanticClass[],
): readonly number[] {
  return classes.map((one) => {
    const named = palette.findIndex(({ name }) => name.toLowerCase() === one.name.toLowerCase());
    if (named >= 0) return named;
    const distances = palette.map((other) => distance(one, other));
    return distances.indexOf(Math.min(...distances));
  });
}

/** Classes of a map that the palette has not by name, each with what stands in for it. */
export const matchedByColour = (
  classes: readonly SemanticClass[],
  palette: readonly SemanticClass[],
): readonly string[] =>
  matchClasses(classes, palette).flatMap((place, i) => {
    const one = classes[i]?.name ?? '';
    const other = palette[place]?.name ?? '';
    return one.toLowerCase() === other.toLowerCase() ? [] : [`${one} → ${other}`];
  });

/** Share of each palette class in each block of f × f pixels, `[B, K, H / f, W / f]`, 0..1. */
export function semanticShares(
  { indices, classes }: SemanticMapValue,
  palette: readonly SemanticClass[],
  factor: number,
): FloatTensor {
  const [batch = 1, height = 1, width = 1] = indices.dims;
  const [h, w] = [height / factor, width / factor];
  const places = matchClasses(classes, palette);
  const data = new Float32Array(batch * palette.length * h * w);
  const counts = new Float64Array(data.length);
  for (const [i, index] of indices.data.entries()) {
    const x = Math.floor((i % width) / factor);
    const y = Math.floor((Math.floor(i / width) % height) / factor);
    const item = Math.floor(i / (width * height));
    const at = ((item * palette.length + (places[index] ?? 0)) * h + y) * w + x;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  for (const [i, count] of counts.entries()) data[i] = count / (factor * factor);
  return floatTensor(data, [batch, palette.length, h, w]);
}

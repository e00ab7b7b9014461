import type { LayoutBox, SemanticClass, SemanticMapValue } from '../../values';

interface MapSize {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * Boxes as a semantic map `[1, H, W]`: each painted with its class over those before it, on a
 * background class. A pixel belongs to a box that holds its centre. Classes come from the palette.
 * @throws RangeError for a class that the palette has not: checked before.
 */
export function paintBoxes(
  boxes: readonly LayoutBox[],
  palette: readonly SemanticClass[],
  background: string,
  { width, height }: MapSize,
): SemanticMapValue {
  const place = (name: string): number => {
    const index = palette.findIndex((one) => one.name === name);
    if (index < 0) throw new RangeError(`no class ${name} in the palette`);
    return index;
  };
  const data = new Uint8Array(width * height).fill(place(background));
  for (const box of boxes) {
    const index = place(box.label);
    for (let i = 0; i < data.length; i++) {
      const x = ((i % width) + 0.5) / width;
      const y = (Math.floor(i / width) + 0.5) / height;
      const inside = x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
      if (inside) data[i] = index;
    }
  }
  return {
    kind: 'semantic-map',
    indices: { type: 'uint8', dims: [1, height, width], data },
    classes: palette,
  };
}

/** Pixels a side that a node makes at most: a batch of one then takes 768 MiB. */
const mostSide = 8192;

interface Size {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

interface SizeParams extends Size {
  readonly by: 'size' | 'scale';
  readonly scale: number;
  readonly multiple: number;
}

/** What Resize makes of a picture of that size; each side the nearest multiple, at least one. */
export function resizedSize(from: Size, { by, scale, multiple, ...size }: SizeParams): Size {
  const snapped = (side: number) => Math.max(1, Math.round(side / multiple)) * multiple;
  const wanted = by === 'size' ? size : { width: from.width * scale, height: from.height * scale };
  return { width: snapped(wanted.width), height: snapped(wanted.height) };
}

/** Why a picture of that size is not made, or null. */
export function tooLarge({ width, height }: Size) {
  if (Math.max(width, height) <= mostSide) return null;
  return {
    code: 'image-too-large',
    message: `The picture would be ${width} × ${height} px; ${mostSide} a side is the most.`,
    hint: 'Make it smaller.',
  };
}

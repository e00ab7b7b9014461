/** A canvas of that size, drawn on in CSS pixels at `scale` device pixels each. */
export function openCanvas(
  { width, height }: { readonly width: number; readonly height: number },
  scale: number,
): { readonly canvas: HTMLCanvasElement; readonly paint: CanvasRenderingContext2D } {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const paint = canvas.getContext('2d');
  if (!paint) throw new Error('this window has no canvas');
  paint.scale(scale, scale);
  return { canvas, paint };
}

export async function canvasPng(canvas: HTMLCanvasElement): Promise<Uint8Array> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('the picture is too large for a canvas');
  return new Uint8Array(await blob.arrayBuffer());
}

/** A CSS colour as it is in the theme of the moment; a canvas knows no variables. */
export function themeColour(css: string): string {
  const probe = document.createElement('span');
  probe.style.color = css;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

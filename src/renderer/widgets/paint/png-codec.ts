import type { Raster } from './raster';

function context(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Error('the window has no 2D canvas');
  return pen;
}

/** A PNG as data URL. */
export function encodeRaster({ width, height, data }: Raster): string {
  const pen = context(width, height);
  pen.putImageData(new ImageData(data, width, height), 0, 0);
  return pen.canvas.toDataURL('image/png');
}

/** A painted PNG over `ground`, brought to its size by nearest pixel; null where it cannot be read. */
export async function decodeRaster(url: string, ground: Raster): Promise<Raster | null> {
  const { width, height } = ground;
  const picture = new Image();
  picture.src = url;
  try {
    await picture.decode();
  } catch {
    return null;
  }
  const pen = context(width, height);
  pen.putImageData(new ImageData(ground.data, width, height), 0, 0);
  pen.imageSmoothingEnabled = false;
  pen.drawImage(picture, 0, 0, width, height);
  const { data } = pen.getImageData(0, 0, width, height);
  return { width, height, data };
}

import { createCanvas, loadImage } from '@napi-rs/canvas';
import { Resvg } from '@resvg/resvg-js';

/**
 * One SVG icon on white.
 *
 * @param {string} body inner SVG; @param {number} width, @param {number} height its view box
 * @returns {Uint8Array} RGB, `[size, size, 3]`, 0..255, the longer side filling the picture
 */
export function renderSvg(body, width, height, size) {
  const side = Math.max(width, height);
  const x = (width - side) / 2;
  const y = (height - side) / 2;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ` +
    `viewBox="${x} ${y} ${side} ${side}" width="${size}" height="${size}">${body}</svg>`;
  const options = {
    fitTo: { mode: 'width', value: size },
    background: 'white',
    font: { loadSystemFonts: false },
  };
  return dropAlpha(new Resvg(svg, options).render().pixels);
}

/** One raster icon (WebP) on white; same form as {@link renderSvg}. */
export async function renderRaster(bytes, size) {
  const image = await loadImage(bytes);
  const context = createCanvas(size, size).getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, size, size);
  context.imageSmoothingQuality = 'high';
  const scale = size / Math.max(image.width, image.height);
  const [w, h] = [image.width * scale, image.height * scale];
  context.drawImage(image, (size - w) / 2, (size - h) / 2, w, h);
  return dropAlpha(context.getImageData(0, 0, size, size).data);
}

function dropAlpha(rgba) {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let i = 0, j = 0; i < rgba.length; i += 4) {
    rgb[j++] = rgba[i];
    rgb[j++] = rgba[i + 1];
    rgb[j++] = rgba[i + 2];
  }
  return rgb;
}

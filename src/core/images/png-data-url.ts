import { err, ok, type Result } from '../errors';
import { fromBase64 } from './base64';
import { pngSignature } from './png-chunks';

/** The value of a paint parameter: `data:image/png;base64,...`. */
export const pngDataUrlPrefix = 'data:image/png;base64,';

/** What a painted picture may be: pixels a side, and bytes. */
const mostSide = 4096;
const mostBytes = 4 * 2 ** 20;

export interface PngSize {
  readonly width: number;
  readonly height: number;
}

/** Bytes up to the end of IHDR, which comes first (ISO/IEC 15948, 5.6), and the base64 that holds them. */
const headerBytes = 33;
const headerLetters = 44;

/** The last chunk, IEND, which is always the same (11.2.5), and as many letters as surely hold it. */
const endChunk = [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82];
const endLetters = 20;

const endsWith = (bytes: Uint8Array, end: readonly number[]): boolean =>
  end.every((byte, i) => bytes[bytes.length - end.length + i] === byte);

/** The size of a painted picture, or what the value is instead: `this is larger than 4 MB`. */
export function readPngDataUrl(url: string): Result<PngSize, string> {
  if (!url.startsWith(pngDataUrlPrefix)) return err('this is no data URL of a PNG');
  const text = url.slice(pngDataUrlPrefix.length);
  if (text.length > Math.ceil(mostBytes / 3) * 4) return err('this is larger than 4 MB');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return err('its base64 is damaged');
  const size = pngSize(fromBase64(text.slice(0, headerLetters)) ?? new Uint8Array());
  if (!size) return err('what it holds is no PNG');
  const ending = fromBase64(text.slice(Math.max(0, text.length - (text.length % 4) - endLetters)));
  if (!ending || !endsWith(ending, endChunk)) return err('it ends before its last pixel');
  const { width, height } = size;
  return Math.max(width, height) <= mostSide
    ? ok(size)
    : err(`this is ${width} × ${height} px, more than ${mostSide} a side`);
}

function pngSize(bytes: Uint8Array): PngSize | null {
  if (bytes.length < headerBytes) return null;
  if (!pngSignature.every((byte, i) => bytes[i] === byte)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = view.getUint32(16);
  const height = view.getUint32(20);
  return width > 0 && height > 0 ? { width, height } : null;
}

import { err, ok, type Result } from '../errors';

/** The chunks of a PNG file (ISO/IEC 15948, 5.3). Pure. */

export const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Length, type and CRC around a chunk's data. */
export const chunkOverhead = 12;

export interface Chunk {
  readonly type: string;
  /** Offset of the chunk's length field. */
  readonly start: number;
  readonly data: Uint8Array;
}

/** Every chunk up to IEND, or what the file is instead. */
export function readChunks(png: Uint8Array): Result<readonly Chunk[]> {
  if (!pngSignature.every((byte, index) => png[index] === byte)) {
    return err({
      code: 'not-a-png',
      message: 'This is no PNG file: it does not begin with the PNG signature.',
    });
  }
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: Chunk[] = [];
  for (let start = pngSignature.length; start + chunkOverhead <= png.length; ) {
    const length = view.getUint32(start);
    const end = start + chunkOverhead + length;
    if (end > png.length) break;
    const type = String.fromCharCode(...png.subarray(start + 4, start + 8));
    const data = png.subarray(start + 8, start + 8 + length);
    chunks.push({ type, start, data });
    if (type === 'IEND') return ok(chunks);
    start = end;
  }
  return err({
    code: 'png-truncated',
    message: 'This PNG file ends too early: its last chunk is missing.',
    hint: 'Copy or download it again.',
  });
}

/** The first chunk whose checksum does not hold: decoders differ in what they make of one. */
export function brokenChunk(png: Uint8Array, chunks: readonly Chunk[]): string | null {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const broken = chunks.find(({ start, data }) => {
    const end = start + 8 + data.length;
    return crc32(png.subarray(start + 4, end)) !== view.getUint32(end);
  });
  return broken?.type ?? null;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

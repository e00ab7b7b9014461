import { err, ok, type Result } from '../errors';

/**
 * Text inside PNG files, as iTXt chunks: how a saved picture carries the graph that made it.
 * PNG specification (ISO/IEC 15948), 5.3 chunk layout, 11.3.4.5 iTXt. Pure; pixels are not touched.
 */

// Both are in every environment the core runs in, but in no library that its tsconfig may name.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Length, type and CRC around a chunk's data. */
const chunkOverhead = 12;

interface Chunk {
  readonly type: string;
  /** Offset of the chunk's length field. */
  readonly start: number;
  readonly data: Uint8Array;
}

/** Adds the text before the last chunk, in place of an earlier one of the same keyword. */
export function writePngText(png: Uint8Array, keyword: string, text: string): Result<Uint8Array> {
  if (!/^[\x20-\x7e]{1,79}$/.test(keyword)) {
    throw new Error(`a PNG keyword has 1 to 79 printable characters: ${keyword}`);
  }
  const chunks = readChunks(png);
  if (!chunks.ok) return chunks;
  const parts: Uint8Array[] = [png.subarray(0, signature.length)];
  for (const chunk of chunks.value) {
    if (chunk.type === 'IEND') parts.push(makeChunk('iTXt', encodeText(keyword, text)));
    const old = chunk.type === 'iTXt' && decodeText(chunk.data)?.keyword === keyword;
    if (!old)
      parts.push(png.subarray(chunk.start, chunk.start + chunk.data.length + chunkOverhead));
  }
  return ok(concat(parts));
}

/** The text of a keyword, or null when the file carries none. */
export function readPngText(png: Uint8Array, keyword: string): Result<string | null> {
  const chunks = readChunks(png);
  if (!chunks.ok) return chunks;
  for (const chunk of chunks.value) {
    const found = chunk.type === 'iTXt' ? decodeText(chunk.data) : null;
    if (found?.keyword === keyword) return ok(found.text);
  }
  return ok(null);
}

function readChunks(png: Uint8Array): Result<readonly Chunk[]> {
  if (!signature.every((byte, index) => png[index] === byte)) {
    return err({
      code: 'not-a-png',
      message: 'This is no PNG file: it does not begin with the PNG signature.',
    });
  }
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: Chunk[] = [];
  for (let start = signature.length; start + chunkOverhead <= png.length; ) {
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

/** keyword, 0, compression flag, compression method, language, 0, translated keyword, 0, text. */
function encodeText(keyword: string, text: string): Uint8Array {
  const encoder = new TextEncoder();
  return concat([encoder.encode(keyword), new Uint8Array(5), encoder.encode(text)]);
}

/** Null for what this app never writes: compressed text, or a chunk that breaks off. */
function decodeText(data: Uint8Array): { keyword: string; text: string } | null {
  const decoder = new TextDecoder();
  const keywordEnd = data.indexOf(0);
  const compressed = data[keywordEnd + 1];
  const languageEnd = data.indexOf(0, keywordEnd + 3);
  const translatedEnd = data.indexOf(0, languageEnd + 1);
  if (keywordEnd < 1 || compressed !== 0 || languageEnd < 0 || translatedEnd < 0) return null;
  return {
    keyword: decoder.decode(data.subarray(0, keywordEnd)),
    text: decoder.decode(data.subarray(translatedEnd + 1)),
  };
}

function makeChunk(type: string, data: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(data.length + chunkOverhead);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) chunk[4 + i] = type.charCodeAt(i);
  chunk.set(data, 8);
  view.setUint32(data.length + 8, crc32(chunk.subarray(4, data.length + 8)));
  return chunk;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

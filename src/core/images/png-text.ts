import { err, ok, type Result } from '../errors';
import { brokenChunk, chunkOverhead, crc32, pngSignature, readChunks } from './png-chunks';

/**
 * Text inside PNG files, as iTXt chunks: how a saved picture carries the graph that made it.
 * PNG specification (ISO/IEC 15948), 5.3 chunk layout, 11.3.4.5 iTXt. Pure; pixels are not touched.
 */

// Both are in every environment the core runs in, but in no library that its tsconfig may name.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

/** Adds the text before the last chunk, in place of an earlier one of the same keyword. */
export function writePngText(png: Uint8Array, keyword: string, text: string): Result<Uint8Array> {
  if (!/^[\x20-\x7e]{1,79}$/.test(keyword)) {
    throw new Error(`a PNG keyword has 1 to 79 printable characters: ${keyword}`);
  }
  const chunks = readChunks(png);
  if (!chunks.ok) return chunks;
  const parts: Uint8Array[] = [png.subarray(0, pngSignature.length)];
  for (const chunk of chunks.value) {
    if (chunk.type === 'IEND') parts.push(makeChunk('iTXt', encodeText(keyword, text)));
    const old = chunk.type === 'iTXt' && decodeText(chunk.data)?.keyword === keyword;
    if (!old)
      parts.push(png.subarray(chunk.start, chunk.start + chunk.data.length + chunkOverhead));
  }
  return ok(concat(parts));
}

/**
 * The text of a keyword, or null when the file carries none. Fails with `not-a-png`, `png-truncated`, or
 * `png-broken-text` where a chunk of text does not match its checksum: it may be the one asked for.
 */
export function readPngText(png: Uint8Array, keyword: string): Result<string | null> {
  const chunks = readChunks(png);
  if (!chunks.ok) return chunks;
  for (const chunk of chunks.value) {
    if (chunk.type !== 'iTXt') continue;
    if (brokenChunk(png, [chunk]) !== null) {
      return err({
        code: 'png-broken-text',
        message: 'The text inside this PNG file is damaged: it does not match its checksum.',
        hint: 'Copy or download the file again.',
      });
    }
    const found = decodeText(chunk.data);
    if (found?.keyword === keyword) return ok(found.text);
  }
  return ok(null);
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

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

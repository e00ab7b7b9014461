/**
 * Whether a LevelDB log was damaged. LevelDB itself drops what it cannot read of a log and goes on
 * without a word, so that results would be missing and nobody told. A log that breaks off is none
 * of that: its process was killed while it wrote.
 *
 * Format: blocks of 32 KiB; in them records of masked CRC-32C (4 bytes), length (2), type (1), data;
 * all little-endian (LevelDB, doc/log_format.md).
 */
export function isDamagedLog(log: Uint8Array): boolean {
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
  let at = 0;
  while (at + headBytes <= log.length) {
    const blockEnd = at - (at % blockBytes) + blockBytes;
    if (blockEnd - at < headBytes) {
      at = blockEnd;
      continue;
    }
    const length = view.getUint16(at + 4, true);
    const type = view.getUint8(at + 6);
    const end = at + headBytes + length;
    // Room that a file system had set aside before the machine stopped.
    if (type === 0 && length === 0) {
      at = blockEnd;
      continue;
    }
    if (end > blockEnd) return true;
    if (end > log.length) return false;
    if (unmask(view.getUint32(at, true)) !== crc32c(log.subarray(at + 6, end))) return true;
    at = end;
  }
  return false;
}

const blockBytes = 32 * 1024;
const headBytes = 7;

const unmask = (masked: number): number => {
  const turned = (masked - 0xa282ead8) >>> 0;
  return ((turned >>> 17) | (turned << 15)) >>> 0;
};

/** Castagnoli's polynomial, reflected. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value >>> 0;
});

function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** What a file's first bytes say it is, in words for a message; null when they say nothing. */
export function describeBytes(bytes: Uint8Array): string | null {
  if (bytes.length === 0) return 'empty';
  for (const { is, magic, offset } of signatures) {
    if (magic.every((byte, index) => bytes[(offset ?? 0) + index] === byte)) return is;
  }
  const text = leadingText(bytes);
  if (text === null) return null;
  const trimmed = text.trimStart().toLowerCase();
  if (trimmed.startsWith('version https://git-lfs'))
    return 'a Git LFS pointer, not the file itself';
  if (trimmed.startsWith('<!doctype html') || trimmed.startsWith('<html'))
    return 'a web page (HTML)';
  if (trimmed.startsWith('<svg') || trimmed.includes('<svg')) return 'an SVG drawing';
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) return 'JSON text';
  return 'plain text';
}

interface Signature {
  readonly is: string;
  readonly magic: readonly number[];
  readonly offset?: number;
}

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

const signatures: readonly Signature[] = [
  { is: 'a PNG image', magic: [0x89, ...ascii('PNG')] },
  { is: 'a JPEG image', magic: [0xff, 0xd8, 0xff] },
  { is: 'a GIF image', magic: ascii('GIF8') },
  { is: 'a WebP image', magic: ascii('WEBP'), offset: 8 },
  { is: 'a PDF document', magic: ascii('%PDF') },
  { is: 'a ZIP archive (or a PyTorch checkpoint)', magic: [0x50, 0x4b, 3, 4] },
  { is: 'a gzip archive', magic: [0x1f, 0x8b] },
  { is: 'a Python pickle', magic: [0x80, 2] },
  { is: 'a Linux program', magic: [0x7f, ...ascii('ELF')] },
  { is: 'a Windows program', magic: ascii('MZ') },
  { is: 'a GGUF model', magic: ascii('GGUF') },
  { is: 'an HDF5 file', magic: [0x89, ...ascii('HDF')] },
  // 8 bytes of length, then JSON.
  { is: 'a safetensors file', magic: ascii('{"'), offset: 8 },
];

/** The first characters if the bytes are printable text, else null. */
function leadingText(bytes: Uint8Array): string | null {
  const head = bytes.subarray(0, 512);
  const printable = (byte: number) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13;
  return head.every((byte) => printable(byte) && byte !== 0x7f)
    ? new TextDecoder().decode(head)
    : null;
}

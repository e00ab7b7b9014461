import type { PreviewContent } from '@core/node-context';
import { z } from 'zod';

/**
 * A result's content as bytes: four bytes with the length of the JSON (little-endian), the JSON, then
 * the pictures one after the other. In the JSON a picture is its place: `{"$bytes": [start, length]}`.
 */

const headBytes = 4;

export function encodeContent(content: PreviewContent): Uint8Array {
  const pictures: Uint8Array[] = [];
  let offset = 0;
  const json = JSON.stringify(content, (_, value: unknown) => {
    if (!(value instanceof Uint8Array)) return value;
    const place = { $bytes: [offset, value.length] };
    pictures.push(value);
    offset += value.length;
    return place;
  });
  const text = Buffer.from(json);
  const head = Buffer.alloc(headBytes);
  head.writeUInt32LE(text.length);
  return Buffer.concat([head, text, ...pictures]);
}

/** Undefined for bytes that are not what `encodeContent` gives. */
export function decodeContent(bytes: Uint8Array): PreviewContent | undefined {
  if (bytes.length < headBytes) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = headBytes + view.getUint32(0, true);
  if (start > bytes.length) return undefined;
  let value: unknown;
  try {
    const text = new TextDecoder().decode(bytes.subarray(headBytes, start));
    value = JSON.parse(text, (_, part: unknown) => {
      if (typeof part !== 'object' || part === null || !('$bytes' in part)) return part;
      const { $bytes: place } = placeSchema.parse(part);
      const [from, length] = place;
      // A copy: over IPC a view would take the whole buffer with it.
      return new Uint8Array(bytes.subarray(start + from, start + from + length));
    });
  } catch {
    return undefined;
  }
  const parsed = contentSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

const placeSchema = z.strictObject({ $bytes: z.tuple([z.number(), z.number()]) });

const png = z.instanceof(Uint8Array);
const size = { width: z.number(), height: z.number() };
const panel = z.object({ label: z.string(), png, ...size });
const axis = z.object({
  label: z.string(),
  scale: z.enum(['linear', 'log']).optional(),
  reverse: z.boolean().optional(),
});
// JSON has no infinity and no NaN: a gap in a line comes back as one.
const numbers = z.array(
  z
    .number()
    .nullable()
    .transform((value) => value ?? Number.NaN),
);

const contentSchema: z.ZodType<PreviewContent> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('image'), png, ...size }),
    z.object({
      kind: z.literal('plot'),
      title: z.string(),
      x: axis,
      y: axis,
      series: z.array(
        z.object({
          label: z.string(),
          mark: z.enum(['line', 'dots', 'bar', 'rule']),
          x: numbers,
          y: numbers,
        }),
      ),
      caption: z.string().optional(),
    }),
    z.object({
      kind: z.literal('table'),
      title: z.string().optional(),
      rows: z.array(z.object({ label: z.string(), value: z.string(), doc: z.string().optional() })),
    }),
    z.object({
      kind: z.literal('frames'),
      frames: z.array(z.object({ label: z.string(), panels: z.array(panel) })),
    }),
    z.object({ kind: z.literal('compare'), before: panel, after: panel }),
    z.object({ kind: z.literal('stack'), parts: z.array(contentSchema) }),
    z.object({
      kind: z.literal('tokens'),
      tokens: z.array(
        z.object({
          id: z.number(),
          text: z.string(),
          state: z.enum(['known', 'unknown', 'padding', 'special']),
        }),
      ),
      cut: z.array(z.string()),
    }),
    z.object({ kind: z.literal('text'), text: z.string() }),
  ]),
);

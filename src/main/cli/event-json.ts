import type { EngineEvent } from '@core/protocol';

/**
 * An engine event as one line of JSON. Pictures are told by size and, once written, by path: never
 * by their bytes. A result of several files has `paths`.
 */
export function eventLine(event: EngineEvent, paths: readonly string[] = []): string {
  if (event.kind !== 'preview' && event.kind !== 'result') return `${JSON.stringify(event)}\n`;
  const { content } = event;
  const [path] = paths;
  const told =
    content.kind === 'image'
      ? { kind: content.kind, width: content.width, height: content.height, path }
      : { ...withoutBytes(content), ...(paths.length > 0 && { paths }) };
  return `${JSON.stringify({ ...event, content: told })}\n`;
}

/** The same structure without its PNG files. */
const withoutBytes = (content: object): object =>
  JSON.parse(
    JSON.stringify(content, (_key, value) => (value instanceof Uint8Array ? undefined : value)),
  );

import type { EngineEvent } from '@core/protocol';

/**
 * An engine event as one line of JSON. Pictures are told by size and, once written, by path: never
 * by their bytes.
 */
export function eventLine(event: EngineEvent, path?: string): string {
  const isPicture =
    (event.kind === 'preview' || event.kind === 'result') && event.content.kind === 'image';
  if (!isPicture || event.content.kind !== 'image') return `${JSON.stringify(event)}\n`;
  const { kind, width, height } = event.content;
  return `${JSON.stringify({ ...event, content: { kind, width, height, path } })}\n`;
}

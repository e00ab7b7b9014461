import type { PreviewContent } from '@core/node-context';
import type { EngineEvent } from '@core/protocol';
import type { RunEvent, RunSnapshot } from './engine-events';
import type { NodePreview } from './types';

type PreviewEvent = Extract<EngineEvent, { kind: 'preview' }>;

/** Gives pictures an object URL; of several previews of a node in one batch only the last is kept. */
export function withPreviewUrls(events: readonly EngineEvent[]): RunEvent[] {
  const last = new Map<string, PreviewEvent>();
  for (const event of events) if (event.kind === 'preview') last.set(event.node, event);
  return events.flatMap((event): RunEvent[] => {
    if (event.kind !== 'preview') return [event];
    if (last.get(event.node) !== event) return [];
    return [{ ...event, preview: toPreview(event.content) }];
  });
}

function toPreview(content: PreviewContent): NodePreview {
  if (content.kind !== 'image') return content;
  // A copy: the bytes may be a view into a larger buffer that the event came in.
  const blob = new Blob([new Uint8Array(content.png)], { type: 'image/png' });
  return {
    kind: 'image',
    url: URL.createObjectURL(blob),
    width: content.width,
    height: content.height,
  };
}

/** Object URLs hold their picture in memory until they are revoked. */
export function revokeReplaced(before: RunSnapshot['nodes'], after: RunSnapshot['nodes']): void {
  if (before === after) return;
  for (const [id, node] of Object.entries(before)) {
    const old = node.preview;
    if (old?.kind !== 'image') continue;
    const now = after[id]?.preview;
    if (now?.kind !== 'image' || now.url !== old.url) URL.revokeObjectURL(old.url);
  }
}

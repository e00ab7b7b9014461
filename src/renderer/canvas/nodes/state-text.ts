import type { NodeRunState } from '../../stores/types';

/** `<1 ms`, `4.2 ms`, `340 ms`, `2.3 s`, `1 m 05 s`. */
export function durationText(ms: number): string {
  if (ms < 1) return '<1 ms';
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} m ${String(seconds % 60).padStart(2, '0')} s`;
}

/** What a node's header says about its run; null when there is nothing to say. */
export function stateText({ state, iteration, of, ms }: NodeRunState): string | null {
  switch (state) {
    case 'idle':
      return null;
    case 'queued':
      return 'queued';
    case 'running':
      return iteration !== undefined && of !== undefined ? `${iteration} / ${of}` : 'running';
    case 'done':
      return ms === undefined ? 'done' : durationText(ms);
    case 'cached':
      return 'cached';
    case 'failed':
      return 'failed';
  }
}

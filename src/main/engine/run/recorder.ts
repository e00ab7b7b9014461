import type { PreviewContent } from '@core/node-context';
import type { Value, ValueSummary } from '@core/values';
import { summarise } from '../summarise';
import type { OutputMap, Shown } from '../value-cache';

/** Keeps what a member of a step shows, and the time it takes, while it runs. */
export interface Recorder {
  preview?: PreviewContent;
  readonly results: PreviewContent[];
  ms: number;
}

export const newRecorder = (): Recorder => ({ results: [], ms: 0 });

export function toShown({ preview, results }: Recorder, outputs: OutputMap): Shown {
  return { outputs: summariseAll(outputs), preview, results };
}

function summariseAll(outputs: OutputMap): Readonly<Record<string, ValueSummary>> {
  const present = Object.entries(outputs).filter((entry): entry is [string, Value] => !!entry[1]);
  return Object.fromEntries(present.map(([port, value]) => [port, summarise(value)]));
}

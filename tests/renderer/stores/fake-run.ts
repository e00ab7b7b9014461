import type { EngineEventBody } from '@core/protocol';

/** What the main process answers to those who start and end runs. */
export const runAnswers = {
  'engine.run': () => ({ ok: true, value: undefined }),
  'engine.cancel': () => {},
  'window.runEnded': () => {},
} as const;

/** The end of a run that gave all that was asked of it. */
export const completed = {
  kind: 'runFinished',
  status: 'completed',
  ms: 9,
  sessionMs: 5,
} as const satisfies EngineEventBody;

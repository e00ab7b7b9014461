export const run = {
  run: 'Run',
  queueAnother: 'Queue',
  cancel: 'Cancel',
  stopping: 'Stopping',
  runHint: (keys: string) => `Run the graph (${keys})`,
  queueHint: (keys: string) => `Run it again after the others (${keys})`,
  more: 'More ways to run',
  toSelection: 'Run to the selected node',
  repeat: (n: number) => `Run ${n} times with new seeds`,
  cancelThis: 'Cancel this run',
  cancelAll: (n: number) => `Cancel this and the ${n} that wait`,
  waitingCount: (n: number) => `${n} ${n === 1 ? 'run waits' : 'runs wait'}`,
  willRun: (n: number, of: number) =>
    n === 0
      ? 'Nothing to compute: all is in the cache'
      : `${n} of ${of} ${of === 1 ? 'node' : 'nodes'} will run`,
  markRun: 'will run',
  markCached: 'cached',
  markTitle: (action: 'run' | 'cached', reason: string) =>
    action === 'run' ? `Will run: ${reason}` : `Will not run: ${reason}`,
  queue: 'Waiting runs',
  clear: 'Clear',
  paused: 'A run failed, so the others wait.',
  goOn: 'Go on',
  seed: (seed: number) => `seed ${seed}`,
  queueHelp: 'Alt with the up and down arrows moves it, Delete takes it out.',
  up: (name: string) => `Run ${name} earlier`,
  down: (name: string) => `Run ${name} later`,
  remove: (name: string) => `Take ${name} out of the queue`,
  left: (seconds: number) => {
    if (seconds <= 5) return 'a few seconds left';
    if (seconds <= 55) return `about ${Math.ceil(seconds / 5) * 5} s left`;
    return `about ${Math.ceil(seconds / 60)} min left`;
  },
  endedTitle: 'The run has ended',
  endedBody: (name: string) => `${name} is ready.`,
  failedTitle: 'The run failed',
  failedHere: 'Failed in the last run',
  notify: 'Long runs',
  notifyLabel: 'Notify me when a run of more than 10 s ends',
  notifyNote: 'Only while this window is not in front.',
};

// An engine to be supervised: does what the run's id says.
let seq = 0;
const emit = (body) => process.send({ ...body, seq: seq++, time: Date.now() });
const end = (runId, status) => emit({ kind: 'runFinished', status, ms: 1, sessionMs: 0, runId });

if (process.argv[2] === 'dies-at-start') process.exit(3);

process.on('message', (command) => {
  const runId = command.request ? command.request.runId : command.runId;
  if (command.kind === 'cancel') {
    end(runId, 'cancelled');
    return;
  }
  if (command.kind === 'plan') {
    if (runId === 'crash') process.kill(process.pid, 'SIGKILL');
    emit({
      kind: 'forecast',
      nodes: [{ node: 'noise', action: 'run', reason: 'not run yet' }],
      runId,
    });
  }
  if (command.kind !== 'run') return;
  emit({ kind: 'nodeStarted', node: 'noise', runId });
  emit({ kind: 'nodeFinished', node: 'noise', ms: 1, cached: false, outputs: {}, runId });
  emit({ kind: 'nodeStarted', node: 'unet', runId });
  if (runId.startsWith('hang'))
    setTimeout(() => {
      for (;;);
    }, 20);
  else if (runId.startsWith('crash')) setTimeout(() => process.kill(process.pid, 'SIGKILL'), 20);
  else if (!runId.startsWith('long')) end(runId, 'completed');
});
emit({ kind: 'ready', version: 'fake', backends: [], pid: process.pid });

import { fork } from 'node:child_process';
import { join } from 'node:path';
import { emptyDocument } from '@core/graph/document';
import type { EngineCommand, EngineEvent } from '@core/protocol';
import { describe, expect, it, onTestFinished } from 'vitest';
import type {
  EngineListeners,
  SpawnEngine,
} from '../../../src/main/engine-supervisor/engine-process';
import { createSupervisor } from '../../../src/main/engine-supervisor/supervisor';

const script = join(import.meta.dirname, 'fake-engine.mjs');

/** A real process, as the utilityProcess is one: it hangs and dies for real. */
function spawnFake(starts: { pids: (number | undefined)[] }, ...args: string[]): SpawnEngine {
  return ({ onMessage, onExit }) => {
    const child = fork(script, args, { execArgv: [] });
    starts.pids.push(child.pid);
    child.on('message', onMessage);
    child.once('exit', (code, signal) => onExit({ code, signal: signal ?? undefined }));
    return {
      send: (command) => void child.send(command),
      kill: () => void child.kill('SIGKILL'),
    };
  };
}

function supervise(graceMs = 200, ...args: string[]) {
  const events: EngineEvent[] = [];
  const starts: { pids: (number | undefined)[] } = { pids: [] };
  let check = () => {};
  const supervisor = createSupervisor({
    spawn: spawnFake(starts, ...args),
    logFile: '/logs/engine.log',
    graceMs,
    emit(event) {
      events.push(event);
      check();
    },
  });
  onTestFinished(() => supervisor.dispose());
  supervisor.start();
  /** Resolves with the event's index once it has come. */
  const until = (wanted: (event: EngineEvent) => boolean, from = 0) =>
    new Promise<number>((resolve) => {
      check = () => {
        const index = events.findIndex((event, i) => i >= from && wanted(event));
        if (index >= 0) resolve(index);
      };
      check();
    });
  const finished = (runId: string) =>
    until((event) => event.kind === 'runFinished' && event.runId === runId);
  return { supervisor, events, starts, until, finished };
}

const run = (runId: string): Extract<EngineCommand, { kind: 'run' }> => ({
  kind: 'run',
  request: { runId, document: emptyDocument(), previews: false },
  library: [],
  outputFolder: '/tmp',
  bundledImages: '/tmp',
});

describe('a run', () => {
  it('passes its events on', async () => {
    const { supervisor, events, finished } = supervise();
    expect(supervisor.run('a', run('a')).ok).toBe(true);
    await finished('a');
    expect(events.map((event) => event.kind)).toEqual([
      'ready',
      'nodeStarted',
      'nodeFinished',
      'nodeStarted',
      'runFinished',
    ]);
  });

  it('is refused while another one is going', async () => {
    const { supervisor, finished } = supervise();
    supervisor.run('long', run('long'));
    expect(supervisor.run('b', run('b'))).toMatchObject({ error: { code: 'run-in-progress' } });
    supervisor.cancel('long');
    await finished('long');
    expect(supervisor.run('c', run('c')).ok).toBe(true);
    await finished('c');
  });
});

it('a run whose command cannot be made fails with the reason', async () => {
  const { supervisor, events, finished } = supervise();
  supervisor.run('a', Promise.reject(new Error('the library is on fire')));
  expect(events[await finished('a')]).toMatchObject({
    status: 'failed',
    error: { message: expect.stringContaining('the library is on fire') },
  });
});

describe('an engine that dies in a run', () => {
  it('is not listened to any more: its last words come after the end of its run', () => {
    const kinds: string[] = [];
    const listeners: EngineListeners[] = [];
    const supervisor = createSupervisor({
      spawn(given) {
        listeners.push(given);
        return { send: () => {}, kill: () => given.onExit({ code: 0 }) };
      },
      logFile: '/logs/engine.log',
      emit: ({ kind }) => kinds.push(kind),
    });
    supervisor.start();
    supervisor.run('a', run('a'));
    listeners[0]?.onExit({ code: 1 });
    const late = { kind: 'runFinished', status: 'completed', ms: 1, sessionMs: 0 };
    listeners[0]?.onMessage({ ...late, runId: 'a', seq: 7, time: 0 });
    expect(kinds).toEqual(['crashed', 'runFinished']);
  });

  it('says within a second which node was running, and the next run works', async () => {
    const { supervisor, events, starts, until, finished } = supervise();
    supervisor.run('crash', run('crash'));
    await until((event) => event.kind === 'nodeStarted' && event.node === 'unet');
    const started = Date.now();
    const index = await until((event) => event.kind === 'crashed');
    expect(Date.now() - started).toBeLessThan(1000);
    expect(events[index]).toMatchObject({
      runId: 'crash',
      node: 'unet',
      detail: 'signal SIGKILL',
      error: { code: 'engine-crashed', hint: expect.stringMatching(/Run again.*engine\.log/) },
    });
    expect(events[index + 1]).toMatchObject({ kind: 'runFinished', status: 'failed' });
    // Numbered on without gaps: the window can tell that it missed nothing.
    expect(events[index + 1]?.seq).toBe((events[index - 1]?.seq ?? 0) + 2);

    expect(supervisor.run('next', run('next')).ok).toBe(true);
    expect(events[await finished('next')]).toMatchObject({ status: 'completed' });
    expect(starts.pids).toHaveLength(2);
  });
});

describe('cancelling', () => {
  it('lets the engine stop by itself', async () => {
    const { supervisor, events, starts, finished } = supervise();
    supervisor.run('long', run('long'));
    supervisor.cancel('long');
    expect(events[await finished('long')]).toMatchObject({ status: 'cancelled' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(starts.pids).toHaveLength(1);
  });

  it('ends a run that hangs with its process after the grace time, and starts the next', async () => {
    const { supervisor, events, starts, until, finished } = supervise(200);
    supervisor.run('hang', run('hang'));
    await until((event) => event.kind === 'nodeStarted' && event.node === 'unet');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const asked = Date.now();
    supervisor.cancel('hang');
    const index = await finished('hang');
    expect(Date.now() - asked).toBeGreaterThanOrEqual(190);
    expect(events[index]).toMatchObject({ status: 'cancelled' });
    expect(events[index - 1]).toMatchObject({ kind: 'log', level: 'warning' });
    expect(events.some((event) => event.kind === 'crashed')).toBe(false);

    supervisor.run('next', run('next'));
    expect(events[await finished('next')]).toMatchObject({ status: 'completed' });
    expect(new Set(starts.pids).size).toBe(2);
  });

  it('asked for again and again does not lengthen the grace time', async () => {
    const { supervisor, until, finished } = supervise(300);
    supervisor.run('hang', run('hang'));
    await until((event) => event.kind === 'nodeStarted' && event.node === 'unet');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const asked = Date.now();
    supervisor.cancel('hang');
    const again = setInterval(() => supervisor.cancel('hang'), 50);
    onTestFinished(() => clearInterval(again));
    await finished('hang');
    expect(Date.now() - asked).toBeLessThan(1500);
  });

  it('stops a run whose command is still on its way, and the engine never hears of it', async () => {
    const { supervisor, events, finished } = supervise();
    let give: (command: ReturnType<typeof run>) => void = () => {};
    const command = new Promise<ReturnType<typeof run>>((resolve) => {
      give = resolve;
    });
    expect(supervisor.run('early', command).ok).toBe(true);
    supervisor.cancel('early');
    expect(events[await finished('early')]).toMatchObject({ status: 'cancelled' });
    give(run('early'));
    supervisor.run('next', run('next'));
    await finished('next');
    const early = events.filter(({ runId }) => runId === 'early');
    expect(early.map(({ kind }) => kind)).toEqual(['runFinished']);
  });

  it('stops a run that waits for the next process', async () => {
    const { supervisor, events, until, finished } = supervise();
    await until((event) => event.kind === 'ready');
    supervisor.recycle();
    supervisor.run('early', run('early'));
    supervisor.cancel('early');
    expect(events[await finished('early')]).toMatchObject({ status: 'cancelled' });
    supervisor.run('next', run('next'));
    await finished('next');
    expect(events.some(({ kind, runId }) => kind === 'nodeStarted' && runId === 'early')).toBe(
      false,
    );
  });

  it('without an id stops whatever is going', async () => {
    const { supervisor, events, finished } = supervise();
    supervisor.cancel();
    supervisor.run('long', run('long'));
    supervisor.cancel();
    expect(events[await finished('long')]).toMatchObject({ status: 'cancelled' });
  });

  it('ignores a run that is not the current one', async () => {
    const { supervisor, events, finished } = supervise(50);
    supervisor.run('long', run('long'));
    supervisor.cancel('other');
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(events.some((event) => event.kind === 'runFinished')).toBe(false);
    supervisor.cancel('long');
    await finished('long');
  });
});

describe('recycling', () => {
  it('replaces the process; a run asked for meanwhile is kept for the next one', async () => {
    const { supervisor, events, starts, until, finished } = supervise();
    await until((event) => event.kind === 'ready');
    supervisor.recycle();
    expect(supervisor.run('a', run('a')).ok).toBe(true);
    expect(events[await finished('a')]).toMatchObject({ status: 'completed' });
    expect(starts.pids).toHaveLength(2);
    expect(events.some((event) => event.kind === 'crashed')).toBe(false);
  });

  it('waits for the run that is going', async () => {
    const { supervisor, starts, until, events } = supervise();
    supervisor.run('long', run('long'));
    supervisor.recycle();
    await until((event) => event.kind === 'nodeStarted' && event.node === 'unet');
    expect(starts.pids).toHaveLength(1);
    supervisor.cancel('long');
    const ready = events.findIndex((event) => event.kind === 'ready');
    await until((event) => event.kind === 'ready', ready + 1);
    expect(starts.pids).toHaveLength(2);
  });
});

it('does not start for ever an engine that dies at its start; a run tries again', async () => {
  const { supervisor, events, starts } = supervise(200, 'dies-at-start');
  await expect.poll(() => events.filter((event) => event.kind === 'crashed').length).toBe(3);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(starts.pids).toHaveLength(3);
  const told = events.map((event) => (event.kind === 'crashed' ? event.error.message : ''));
  expect(told.map((message) => message.includes('started again'))).toEqual([true, true, false]);
  supervisor.run('a', run('a'));
  await expect
    .poll(() => events.some((event) => event.kind === 'runFinished' && event.status === 'failed'))
    .toBe(true);
  expect(starts.pids).toHaveLength(4);
});

describe('a forecast', () => {
  const plan = (runId: string): Extract<EngineCommand, { kind: 'plan' }> => {
    const { request, ...rest } = run(runId);
    return { ...rest, kind: 'plan', request: { runId, document: request.document } };
  };

  it('goes to whoever asked, and to nobody else', async () => {
    const { supervisor, events, until } = supervise();
    await until(({ kind }) => kind === 'ready');
    expect(await supervisor.plan(plan('p'))).toEqual([
      { node: 'noise', action: 'run', reason: 'not run yet' },
    ]);
    expect(events.map(({ kind }) => kind)).toEqual(['ready']);
  });

  it('is not to be had before the engine is ready, nor while a run goes on', async () => {
    const { supervisor, until, finished } = supervise();
    expect(await supervisor.plan(plan('early'))).toBeNull();
    await until(({ kind }) => kind === 'ready');
    supervisor.run('long', run('long'));
    expect(await supervisor.plan(plan('late'))).toBeNull();
    supervisor.cancel('long');
    await finished('long');
  });

  it('is null when the engine dies over it', async () => {
    const { supervisor, until } = supervise();
    await until(({ kind }) => kind === 'ready');
    expect(await supervisor.plan(plan('crash'))).toBeNull();
  });
});

import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import type { EngineExit } from '../../../src/main/engine-supervisor/engine-process';
import { utilityEngine } from '../../../src/main/engine-supervisor/utility-engine';

/** As Electron 33 was measured: without a pid until it is up, and until then `kill` does nothing. */
class FakeUtilityProcess extends EventEmitter {
  pid: number | undefined;
  readonly stdout = null;
  readonly stderr = null;
  comeUp(): void {
    this.pid = 2 ** 30;
    this.emit('spawn');
  }
  kill(): boolean {
    if (this.pid === undefined) return false;
    setImmediate(() => this.emit('exit', 0));
    return true;
  }
}

const forked = vi.hoisted(() => ({ last: undefined as unknown }));
vi.mock('electron', () => ({
  utilityProcess: { fork: () => forked.last },
}));

function fork() {
  const child = new FakeUtilityProcess();
  forked.last = child;
  const exits: EngineExit[] = [];
  const engine = utilityEngine('engine.js', () => {})({
    onMessage: () => {},
    onExit: (exit) => exits.push(exit),
  });
  return { child, engine, exits };
}

it('ends an engine that has not come up yet as soon as it has', async () => {
  // Otherwise quitting right after the start, or giving memory back twice, waits for ever.
  const { child, engine, exits } = fork();
  engine.kill();
  child.comeUp();
  await expect.poll(() => exits).toEqual([{ code: 0 }]);
});

it('does not mind that what it kills for good is gone already', async () => {
  vi.useFakeTimers();
  const { child, engine } = fork();
  child.comeUp();
  child.kill = () => true;
  engine.kill();
  // No process has this id: the system says ESRCH.
  expect(() => vi.advanceTimersByTime(2000)).not.toThrow();
  vi.useRealTimers();
});

import { resolve } from 'node:path';
import type { EngineEvent } from '@core/protocol';
import type { AppPaths } from './app-paths';
import { createEngineLog } from './engine-supervisor/engine-log';
import { createSupervisor, type Supervisor } from './engine-supervisor/supervisor';
import { utilityEngine } from './engine-supervisor/utility-engine';
import type { AppWindow, AppWindows } from './window/app-windows';

export interface AppEngine {
  readonly supervisor: Supervisor;
  /** Tells a page that has just been loaded that the engine is ready. */
  introduce(window: AppWindow): void;
  /** The run was asked for by this window: what is told of it goes there. */
  claim(runId: string, window: AppWindow): void;
  /** The page is gone: the next one could neither show its run nor stop it. */
  abandon(window: AppWindow): void;
}

/** The engine's supervisor, not started yet, with its events on their way to the pages. */
export function createAppEngine(options: {
  readonly paths: AppPaths;
  /** Files written in this session. */
  readonly written: Set<string>;
  readonly windows: AppWindows;
  /** Hears of everything that runs tell. */
  readonly record: (event: EngineEvent) => void;
}): AppEngine {
  const { paths, written, windows, record } = options;
  let ready: EngineEvent | undefined;
  /** Window that asked, by run. */
  const owners = new Map<string, number>();
  const introduce = ({ page }: AppWindow) => {
    const event = ready;
    if (event) page.whenListening('ready', () => page.send('event.engine', event));
  };
  const pagesFor = (event: EngineEvent) => {
    const owner = event.runId === undefined ? undefined : owners.get(event.runId);
    return windows.all().filter(({ id }) => owner === undefined || id === owner);
  };
  const supervisor = createSupervisor({
    spawn: utilityEngine(paths.engine, createEngineLog(paths.engineLog)),
    logFile: paths.engineLog,
    emit(event) {
      if (event.kind === 'saved') written.add(resolve(event.path));
      if (event.kind === 'ready') {
        ready = event;
        for (const window of windows.all()) introduce(window);
        return;
      }
      record(event);
      for (const { page } of pagesFor(event)) page.send('event.engine', event);
      if (event.kind === 'runFinished' && event.runId) owners.delete(event.runId);
    },
  });
  return {
    supervisor,
    introduce,
    claim: (runId, { id }) => owners.set(runId, id),
    abandon({ id }) {
      for (const [runId, owner] of owners) if (owner === id) supervisor.cancel(runId);
    },
  };
}

import { resolve } from 'node:path';
import type { EngineEvent } from '@core/protocol';
import type { AppPaths } from './app-paths';
import { createEngineLog } from './engine-supervisor/engine-log';
import { createSupervisor, type Supervisor } from './engine-supervisor/supervisor';
import { utilityEngine } from './engine-supervisor/utility-engine';
import type { SessionState } from './services';
import type { PageLink } from './window/page-link';

export interface AppEngine {
  readonly supervisor: Supervisor;
  /** Tells a page that has just been loaded that the engine is ready. */
  introduce(): void;
}

/** The engine's supervisor, not started yet, with its events on their way to the page. */
export function createAppEngine(
  paths: AppPaths,
  session: Pick<SessionState, 'written'>,
  page: PageLink,
): AppEngine {
  let ready: EngineEvent | undefined;
  const introduce = () => {
    const event = ready;
    if (event) page.whenListening('ready', () => page.send('event.engine', event));
  };
  const supervisor = createSupervisor({
    spawn: utilityEngine(paths.engine, createEngineLog(paths.engineLog)),
    logFile: paths.engineLog,
    emit(event) {
      if (event.kind === 'saved') session.written.add(resolve(event.path));
      if (event.kind === 'ready') {
        ready = event;
        introduce();
      } else page.send('event.engine', event);
    },
  });
  return { supervisor, introduce };
}

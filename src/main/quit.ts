import { app } from 'electron';
import type { Supervisor } from './engine-supervisor/supervisor';
import type { History } from './history/history';
import type { Journals } from './journal/journals';

export interface Quitting {
  /** Quitting was asked for and no window has refused so far. */
  isOn(): boolean;
  /** A window stays. */
  off(): void;
}

/** Quitting closes the windows first, whose pages may refuse; engine, journals and history end last. */
export function createQuitting(options: {
  readonly engine: Supervisor;
  readonly journals: Journals;
  readonly history: () => History | undefined;
}): Quitting {
  const { engine, journals, history } = options;
  let quitting = false;
  app.on('before-quit', () => {
    quitting = true;
  });
  app.on('window-all-closed', () => app.quit());
  let ended = false;
  app.on('will-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    void Promise.allSettled([engine.dispose(), journals.flush(), history()?.close()]).then(() => {
      ended = true;
      app.quit();
    });
  });
  return {
    isOn: () => quitting,
    off() {
      quitting = false;
    },
  };
}

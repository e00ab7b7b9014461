import { catalog } from '@nodes';
import type { AppPaths } from './app-paths';
import { createHistory, type History } from './history/history';
import { shrinkPng } from './images/shrink-png';
import type { Settings } from './settings/settings';
import type { StateFile } from './settings/state-file';
import type { AppWindows } from './window/app-windows';

/** Milliseconds in which many changes are told as one. */
const tellAfter = 150;

/** The history of runs, with what it has to say on its way to the pages. */
export function startHistory(options: {
  readonly paths: Pick<AppPaths, 'history'>;
  readonly settings: Pick<StateFile<Settings>, 'get'>;
  readonly windows: AppWindows;
}): History {
  const { paths, settings, windows } = options;
  let telling = false;
  return createHistory({
    folder: paths.history,
    limit: () => settings.get().historyMegabytes * 1024 * 1024,
    catalog,
    shrink: shrinkPng,
    changed() {
      if (telling) return;
      telling = true;
      setTimeout(() => {
        telling = false;
        for (const { page } of windows.all()) page.send('event.historyChanged', null);
      }, tellAfter);
    },
    // Of no use to more than one window.
    problem(problem) {
      const page = windows.current()?.page;
      page?.whenListening(problem.code, () => page.send('event.historyProblem', problem));
    },
  });
}

import type { EngineEvent } from '@core/protocol';
import { api } from '../stores/api';
import { mayCloseWindow } from '../stores/close-tabs';
import { useDocument } from '../stores/document';
import { openGiven } from '../stores/files';
import { useLibrary } from '../stores/library';
import { notifyDone, notifyError } from '../stores/notify';
import { watchPlan } from '../stores/plan-preview';
import { receiveEngineEvent } from '../stores/receive-events';
import { watchRunOutside } from '../stores/run-outside';
import { setOutside, showTab, tabWithPath } from '../stores/tabs';
import { t } from '../text/text';
import { runMenuCommand } from './menu-commands';
import { historyChanged } from './results/gallery/gallery-store';

/** Listens to the main process for as long as the window lives. */
export function listenToMain(): void {
  const main = api();
  watchPlan();
  watchRunOutside();
  main.on('event.engine', receiveEngineEvent);
  main.on('event.engine', announceSaved);
  main.on('event.menu', runMenuCommand);
  main.on('event.openFile', (file) => void openGiven(file));
  main.on('event.modelsChanged', () => void useLibrary.getState().reloadModels());
  main.on('event.closeRequested', () => void answerClose());
  main.on('event.fileChanged', ({ path, state }) => setOutside(path, state));
  main.on('event.showFile', showFile);
  main.on('event.historyChanged', historyChanged);
  main.on('event.historyProblem', (error) => notifyError(t.results.problem, error));
  main.on('event.journalFailed', (error) => notifyError(t.files.journalFailed, error));
  useDocument.subscribe((now, before) => {
    if (
      now.documentId !== before.documentId ||
      now.name !== before.name ||
      now.path !== before.path ||
      now.dirty !== before.dirty
    )
      tellTitle();
  });
  tellTitle();
}

async function answerClose(): Promise<void> {
  await api()['window.closeAnswer'](await mayCloseWindow());
}

function showFile(path: string): void {
  const id = tabWithPath(path);
  if (id !== undefined) showTab(id);
}

function announceSaved(event: EngineEvent): void {
  if (event.kind === 'saved') notifyDone(`Saved ${event.path}`);
}

function tellTitle(): void {
  const { name, path, dirty } = useDocument.getState();
  void api()['window.setDocument']({ title: name, path, dirty });
}

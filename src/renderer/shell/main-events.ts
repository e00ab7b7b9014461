import type { EngineEvent } from '@core/protocol';
import { api } from '../stores/api';
import { useDocument } from '../stores/document';
import { mayReplaceDocument, openGiven } from '../stores/files';
import { useLibrary } from '../stores/library';
import { notifyDone } from '../stores/notify';
import { receiveEngineEvent } from '../stores/receive-events';
import { runMenuCommand } from './menu-commands';

/** Listens to the main process for as long as the window lives. */
export function listenToMain(): void {
  const main = api();
  main.on('event.engine', receiveEngineEvent);
  main.on('event.engine', announceSaved);
  main.on('event.menu', runMenuCommand);
  main.on('event.openFile', (file) => void openGiven(file));
  main.on('event.modelsChanged', () => void useLibrary.getState().reloadModels());
  main.on('event.closeRequested', () => void answerClose());
  useDocument.subscribe((now, before) => {
    if (now.name !== before.name || now.path !== before.path || now.dirty !== before.dirty)
      tellTitle();
  });
  tellTitle();
}

async function answerClose(): Promise<void> {
  await api()['window.closeAnswer'](await mayReplaceDocument());
}

function announceSaved(event: EngineEvent): void {
  if (event.kind === 'saved') notifyDone(`Saved ${event.path}`);
}

function tellTitle(): void {
  const { name, path, dirty } = useDocument.getState();
  void api()['window.setDocument']({ title: name, path, dirty });
}

import { type AppError, err, ok, type Result } from '@core/errors';
import { emptyHistory } from '@core/graph/history';
import { readJournal } from '@core/graph/journal';
import { migrateDocument } from '@core/graph/migrate';
import { replayJournal } from '@core/graph/replay-journal';
import type { IpcResult } from '@core/ipc-contract';
import { catalog } from '@nodes';
import { create } from 'zustand';
import { t } from '../text/text';
import { api } from './api';
import { useDocument } from './document';
import { beginJournal, discardJournal } from './journal';
import { notifyError, notifyWarning } from './notify';
import { dropTab, showInTab, tabDocument, tabWithPath } from './tabs';

export type Recoverable = IpcResult<'journal.list'>['documents'][number];

/** Graphs with unsaved changes that an earlier session, or a page that died, has left behind. */
interface Recovery {
  readonly documents: readonly Recoverable[];
  look(): Promise<void>;
  restore(id: string): Promise<void>;
  discard(id: string): Promise<void>;
  /** They are offered again at the next start. */
  later(): void;
}

export const useRecovery = create<Recovery>()((set) => {
  const without = (id: string) =>
    set(({ documents }) => ({ documents: documents.filter((one) => one.id !== id) }));
  return {
    documents: [],
    async look() {
      const { documents, problems } = await api()['journal.list']();
      set({ documents });
      for (const problem of problems) notifyWarning(t.recovery.problem, problem);
    },
    async restore(id) {
      const read = await api()['journal.restore'](id);
      const restored = read.ok ? openRecovered(id, read.value) : read;
      // What could not be restored stays where it is: another version may be able to.
      if (restored.ok) without(id);
      else notifyError(t.recovery.notRestored(nameOf(id)), restored.error);
    },
    async discard(id) {
      await discardJournal(id);
      without(id);
    },
    later: () => set({ documents: [] }),
  };
});

const nameOf = (id: string) =>
  useRecovery.getState().documents.find((one) => one.id === id)?.name ?? '';

function openRecovered(id: string, text: string): Result<void, AppError> {
  const journal = readJournal(text);
  if (!journal.ok) return journal;
  const replayed = replayJournal(journal.value);
  if (!replayed.ok) return err(replayed.error);
  const { doc, history, edits, complete } = replayed.value;
  const migrated = migrateDocument(doc, catalog);
  const { name } = journal.value.header;
  const path = freePath(journal.value.header.path);
  showInTab(migrated, {
    path,
    name,
    dirty: true,
    // Steps of an older version do not fit a graph that was brought up to date.
    recovered: { journalId: id, history: migrated === doc ? history : emptyHistory },
  });
  beginJournal(useDocument.getState(), edits);
  if (!complete) notifyWarning(t.recovery.title, t.recovery.incomplete);
  return ok(undefined);
}

/** The tab that shows the file as it was saved gives way; one with new edits keeps the file. */
function freePath(path: string | null): string | null {
  const holder = path === null ? undefined : tabWithPath(path);
  if (holder === undefined) return path;
  if (tabDocument(holder)?.dirty) return null;
  dropTab(holder);
  return path;
}

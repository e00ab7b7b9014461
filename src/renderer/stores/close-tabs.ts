import { api } from './api';
import { save } from './files';
import { discardJournal } from './journal';
import { allDocuments, dropTab, showTab, tabDocument } from './tabs';

type Answer = 'saved' | 'discard' | 'cancel';

/** Asks what is to become of a document's unsaved changes, with the document in view. */
async function askAbout(id: number): Promise<Answer> {
  const open = tabDocument(id);
  if (!open?.dirty) return 'saved';
  showTab(id);
  const answer = await api()['dialog.unsavedChanges']({ name: open.name });
  if (answer !== 'save') return answer;
  return (await save()) ? 'saved' : 'cancel';
}

/** False: the user wants to keep it. */
export async function closeTab(id: number): Promise<boolean> {
  const open = tabDocument(id);
  if (!open) return false;
  const answer = await askAbout(id);
  if (answer === 'cancel') return false;
  if (answer === 'discard') await discardJournal(open.journalId);
  dropTab(id);
  return true;
}

/** Asks about each document. Only when the user leaves all of them is anything thrown away. */
export async function mayCloseWindow(): Promise<boolean> {
  const discarded: string[] = [];
  for (const { documentId, journalId } of allDocuments()) {
    const answer = await askAbout(documentId);
    if (answer === 'cancel') return false;
    if (answer === 'discard') discarded.push(journalId);
  }
  await Promise.all(discarded.map(discardJournal));
  return true;
}

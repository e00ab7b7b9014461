export const recovery = {
  title: 'Recovered graphs',
  intro:
    'The app ended before these changes were saved. Restore opens a graph as it was, not saved yet; its file stays untouched until you save.',
  edits: (count: number) => (count === 1 ? '1 unsaved change' : `${count} unsaved changes`),
  noFile: 'Never saved to a file',
  damaged: 'A part of it was damaged: the changes before that part can be restored.',
  restore: 'Restore',
  restoreName: (name: string) => `Restore ${name}`,
  restoreAll: 'Restore all',
  discard: 'Discard',
  discardName: (name: string) => `Discard the changes to ${name}`,
  reallyDiscard: 'Discard for good',
  later: 'Decide later',
  notRestored: (name: string) => `${name} could not be restored`,
  incomplete: {
    code: 'journal-incomplete',
    message: 'A part of the recovered changes could not be read. What came before it was restored.',
    hint: 'A copy of the damaged journal is kept in the folder "journal" of the app\'s data.',
  },
  problem: 'Unsaved changes of an earlier session could not be read',
};

export const files = {
  untitled: 'Untitled',
  notOpened: 'The graph could not be opened',
  notSaved: 'The graph was not saved',
  notExported: 'The graph was not exported',
  notReloaded: 'The graph was not loaded again',
  exported: (path: string) => `Exported to ${path}`,
  opened: (name: string) => `Opened ${name}`,
  /** Label of an undoable edit. */
  reloaded: 'load the file again',
  templateMissing: 'The template could not be opened',
  journalFailed: 'Unsaved changes are not kept for a crash',
  outside: {
    changedTitle: (name: string) => `${name} was changed by another program or window`,
    changedMessage: 'Here it is as you left it. Saving would overwrite what was written there.',
    goneTitle: (name: string) => `The file of ${name} is gone`,
    goneMessage: 'It was moved, renamed or deleted. The graph is still here.',
    goneHint: 'Save makes the file again where it was.',
    reload: 'Reload',
    reloadHint: 'Reload can be undone.',
    keep: 'Keep mine',
    saveAgain: 'Save',
  },
};

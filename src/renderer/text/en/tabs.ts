export const tabs = {
  list: 'Open graphs',
  close: (name: string) => `Close ${name}`,
  open: 'New graph in a new tab',
  unsaved: (name: string) => `${name}, has unsaved changes`,
  running: 'A run of this graph is going',
  notSavedYet: 'Not saved to a file yet',
};
